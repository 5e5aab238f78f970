import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A request as the remote service received it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values as sent, in order. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

const answers: Record<string, Answer> = {
  '/json': (response) => answerJson(response, 200, { id: 7, token: 'from-remote' }),
  '/created': (response) => answerJson(response, 201, { created: true }),
  '/teapot': (response) => answerJson(response, 418, { error: 'teapot' }),
  '/broken': (response) => answerJson(response, 500, { error: 'broken' }),
  '/empty': (response) => response.writeHead(204).end(),
  '/cookies': (response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('ok'),
  '/redirect': (response) => response.writeHead(302, { location: '/json' }).end(),
  '/hang': () => {},
  '/reset': (response) => response.socket?.destroy(),
  '/half': (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half of it', () => response.socket?.destroy());
  },
  '/gzip': (response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync('{"zipped":true}')),
  '/not-gzip': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not gzip'),
  '/large': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(100_000)),
  '/bytes': (response) =>
    response.writeHead(200, { 'content-length': '4' }).end(Buffer.from([0, 255, 1, 254])),
};

/** A remote service that keeps what it received. */
export class RemoteServer {
  readonly received: ReceivedRequest[] = [];
  /** Connections that clients closed before they were answered. */
  closedEarly = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      response.on('close', () => {
        if (!response.writableEnded) this.closedEarly += 1;
      });
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', rawHeaders, headers } = request;
        const received = { method, url, rawHeaders, headers, body: Buffer.concat(chunks).toString() };
        this.received.push(received);
        const [path = ''] = url.split('?', 1);
        const answer = answers[path] ?? ((unknown) => answerJson(unknown, 404, { error: 'unknown' }));
        answer(response, received);
      });
    });
  }

  static async start(): Promise<RemoteServer> {
    const remote = new RemoteServer();
    await new Promise<void>((resolve) => remote.#server.listen(0, '127.0.0.1', resolve));
    return remote;
  }

  /** Without a slash at its end. */
  get url(): string {
    return `http://${this.host}`;
  }

  get host(): string {
    // A TCP server that listens has an address with a port.
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

function answerJson(response: ServerResponse, statusCode: number, value: object): void {
  const text = JSON.stringify(value);
  response
    .writeHead(statusCode, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
