import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Knows when the app has finished with every request: the response closed, or its connection did. */
export class RequestWatch {
  readonly #open = new Set<ServerResponse>();
  #wake: (() => void) | undefined;

  constructor(server: Server) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#open.add(response);
      const done = (): void => {
        this.#open.delete(response);
        if (this.#open.size === 0) this.#wake?.();
      };
      response.once('close', done);
      // Node 20 closes no response that waits behind another when its client leaves.
      request.socket.setMaxListeners(0).once('close', done);
    });
  }

  async settled(): Promise<void> {
    if (this.#open.size > 0) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
