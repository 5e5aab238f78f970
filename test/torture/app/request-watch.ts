import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { beforeDeadline } from '../deadline.js';

const REQUEST_START = 'http.server.request.start';

/** Knows when the app has finished with every request: its response closed, or its connection did. */
export class RequestWatch {
  readonly #open = new Set<ServerResponse>();
  readonly #bySocket = new WeakMap<Socket, ServerResponse[]>();
  #wake: (() => void) | undefined;
  #port: number | undefined;

  /** Sees the requests of all servers on a port, before anything of the app does; Fastify may have two servers. */
  observePort(port: number): void {
    this.#port = port;
    subscribe(REQUEST_START, this.#onStart);
  }

  /** Node tells its diagnostics channel of HTTP/1 only. */
  observeHttp2(server: EventEmitter): void {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#add(request, response),
    );
  }

  /** Sees injected requests, which pass no server. */
  readonly middleware = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    this.#add(request, response);
    next();
  };

  async settled(): Promise<void> {
    if (this.#open.size === 0) return;
    const settled = new Promise<void>((resolve) => (this.#wake = resolve));
    await beforeDeadline(settled, 'the app to finish with its requests');
  }

  stop(): void {
    unsubscribe(REQUEST_START, this.#onStart);
  }

  readonly #onStart = (message: unknown): void => {
    // Node's documented message of this channel.
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (request.socket.localPort === this.#port) this.#add(request, response);
  };

  #add(request: IncomingMessage, response: ServerResponse): void {
    if (this.#open.has(response) || response.closed) return;
    this.#open.add(response);
    response.once('close', () => this.#done(response));
    this.#watchSocket(request.socket, response);
  }

  /** Node 20 closes no response that waits behind another when its client leaves. */
  #watchSocket(socket: Socket, response: ServerResponse): void {
    const responses = this.#bySocket.get(socket);
    if (responses !== undefined) {
      responses.push(response);
      return;
    }
    const first = [response];
    this.#bySocket.set(socket, first);
    // One listener for all: many would hide, or cause, a warning about too many of them.
    socket.once('close', () => first.forEach((each) => this.#done(each)));
  }

  #done(response: ServerResponse): void {
    this.#open.delete(response);
    if (this.#open.size === 0) this.#wake?.();
  }
}
