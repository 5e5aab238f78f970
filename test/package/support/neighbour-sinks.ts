import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback. */
export class LocalServer {
  private constructor(private readonly server: Server) {}

  static async start(listener: RequestListener): Promise<LocalServer> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return new LocalServer(server);
  }

  get url(): string {
    // A server that listens on TCP has an address of this kind.
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Where the agent of another product sends to. Asked for `/received`, it answers once the next thing has come. */
export async function startObserveSink(): Promise<LocalServer> {
  const waiting: (() => void)[] = [];
  return LocalServer.start((request, response) => {
    request.resume();
    if (request.url === '/received') {
      waiting.push(() => response.end('yes'));
      return;
    }
    request.on('end', () => {
      response.end();
      for (const answer of waiting.splice(0)) answer();
    });
  });
}

/** A second service, which notes the requests that it got. */
export async function startUpstream(received: IncomingMessage[]): Promise<LocalServer> {
  return LocalServer.start((request, response) => {
    received.push(request);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"stock":3}');
  });
}
