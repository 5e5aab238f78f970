import type { ServerOptions } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type { SendResult } from '../../../lib/export/destination.js';
import { HttpTransport, type HttpTransportOptions } from '../../../lib/export/http.transport.js';
import { otlpUrls } from '../../../lib/export/otlp/otlp-urls.js';
import { HttpProxy, type HttpProxyOptions } from '../../support/http-proxy.js';
import { OtlpReceiver } from '../../support/otlp-receiver.js';

export const request = { signal: 'traces', body: Buffer.from([10, 0]) } as const;
export const never = new AbortController().signal;

/** A receiver for each test of a file, and what they need to talk to it; all is closed after each. */
export class TransportHarness {
  readonly #closing: (() => unknown)[] = [];
  #receiver: OtlpReceiver | undefined;

  constructor() {
    beforeEach(async () => {
      this.#receiver = await this.startReceiver();
    });
    afterEach(async () => {
      for (const close of this.#closing.splice(0)) await close();
    });
  }

  get receiver(): OtlpReceiver {
    if (this.#receiver === undefined) throw new Error('there is a receiver only within a test');
    return this.#receiver;
  }

  transportTo(endpoint: string, options: Partial<HttpTransportOptions> = {}): HttpTransport {
    const transport = new HttpTransport({ urls: otlpUrls(endpoint), sdkVersion: '1.2.3', ...options });
    this.onClose(() => transport.shutdown());
    return transport;
  }

  /** Sends one request to the receiver. */
  send(options: Partial<HttpTransportOptions> = {}): Promise<SendResult> {
    return this.transportTo(this.receiver.url, options).send(request, never);
  }

  async startReceiver(tls?: ServerOptions): Promise<OtlpReceiver> {
    const receiver = await OtlpReceiver.start(0, tls);
    this.onClose(() => receiver.close());
    return receiver;
  }

  async startProxy(options?: HttpProxyOptions): Promise<HttpProxy> {
    const proxy = await HttpProxy.start(options);
    this.onClose(() => proxy.close());
    return proxy;
  }

  /** A server on bare TCP, for answers that no HTTP server would give. */
  async listen(onSocket: (socket: Socket) => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      onSocket(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.onClose(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server is not listening');
    return address.port;
  }

  /** What was opened last is closed first. */
  onClose(close: () => unknown): void {
    this.#closing.unshift(close);
  }
}
