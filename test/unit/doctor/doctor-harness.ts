import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { AppFolder, type Line } from '../../support/app-folder.js';
import { OtlpReceiver, type Answer } from '../../support/otlp-receiver.js';

/** The key of these tests: its presence anywhere is found. */
export const KEY = 'k3y-which-nobody-may-see';

/** An app's folder and a server for each test of a file. */
export class DoctorHarness {
  readonly #closing: (() => unknown)[] = [];
  #app: AppFolder | undefined;
  #receiver: OtlpReceiver | undefined;

  constructor() {
    beforeEach(async () => {
      this.#app = AppFolder.create();
      this.#receiver = await OtlpReceiver.start();
    });
    afterEach(async () => {
      this.#app?.[Symbol.dispose]();
      await this.#receiver?.close();
      for (const close of this.#closing.splice(0)) await close();
    });
  }

  get app(): AppFolder {
    if (this.#app === undefined) throw new Error('there is an app only within a test');
    return this.#app;
  }

  get receiver(): OtlpReceiver {
    if (this.#receiver === undefined) throw new Error('there is a receiver only within a test');
    return this.#receiver;
  }

  /** The lines about one check, with the receiver as endpoint. */
  examine(check: string, env: Readonly<Record<string, string>> = {}, ...args: string[]): Promise<Line[]> {
    return this.app.examine(check, { APITOOLKIT_ENDPOINT: this.receiver.url, ...env }, ...args);
  }

  /** A server on bare TCP. */
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

  onClose(close: () => unknown): void {
    this.#closing.push(close);
  }
}

/** Answers by the path of a request; 404 for any other. */
export function byPath(answers: Readonly<Record<string, Answer>>): Answer {
  return (response, request) => {
    const reply = answers[request.path];
    if (reply === undefined) response.writeHead(404).end('not found');
    else reply(response, request);
  };
}
