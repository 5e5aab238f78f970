import { createServer, type Server } from 'node:http';

/** The second service: it stands for one of another team, which knows nothing of this library. */
export class PaymentsServer {
  readonly #server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ receipt: `receipt-${++this.#receipts}`, traceparent: request.headers.traceparent }),
      );
    });
  });
  #receipts = 0;

  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string')
      throw new Error('The payments server is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
