import { createServer, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { SendResult } from '../../../../lib/export/destination.js';
import { GrpcTransport, type GrpcTransportOptions } from '../../../../lib/export/grpc/grpc.transport.js';
import { GrpcReceiver, type GrpcReceiverOptions } from '../../../support/grpc-receiver.js';

export const request = { signal: 'traces', body: Buffer.from([10, 0]) } as const;
export const never = new AbortController().signal;
export const delivered = { status: 'delivered', rejected: 0 } as const;

/** What the tests of a file open; all is closed after each. */
export class GrpcHarness {
  readonly #closing: (() => unknown)[] = [];

  constructor() {
    afterEach(async () => {
      for (const close of this.#closing.splice(0)) await close();
    });
  }

  async startReceiver(options: GrpcReceiverOptions = {}): Promise<GrpcReceiver> {
    const receiver = await GrpcReceiver.start(options);
    this.onClose(() => receiver.close());
    return receiver;
  }

  transportTo(endpoint: string, options: Partial<GrpcTransportOptions> = {}): GrpcTransport {
    const transport = new GrpcTransport({ url: new URL(endpoint), sdkVersion: '1.2.3', ...options });
    this.onClose(() => transport.shutdown());
    return transport;
  }

  /** Sends one request over a transport of its own. */
  send(endpoint: string, options: Partial<GrpcTransportOptions> = {}): Promise<SendResult> {
    return this.transportTo(endpoint, options).send(request, never);
  }

  /** A server on bare TCP, for what no gRPC server would do. */
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
