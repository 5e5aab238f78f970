import { createServer, type Server } from 'node:http';

/** The flights and hotels of a partner. It answers with the `traceparent` that it was sent. */
export class PartnerServer {
  readonly #server: Server = createServer((request, response) => {
    const traceparent = request.headers.traceparent;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ passport: 'P-8842-XK', guest: 'Mr Turing', seat: '4A', traceparent }));
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The partner is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
