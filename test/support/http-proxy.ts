import { once } from 'node:events';
import { createServer, request as requestHttp, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface HttpProxyOptions {
  /** @default a free one */
  readonly port?: number;
  /** The user and password that a client must show, such as `user:password`. @default nothing */
  readonly credentials?: string;
  /** The certificate of a proxy that is reached over TLS. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** Where a tunnel leads in truth: names that resolve nowhere can be asked for. @default where it was asked for */
  readonly tunnelTo?: number;
  /** What it says to a CONNECT in place of all this. */
  readonly answer?: (socket: Duplex) => void;
}

/** A proxy in this process: it opens tunnels (CONNECT), forwards requests for whole URLs, and keeps what it could read. */
export class HttpProxy {
  /** The first lines of the requests that it let through, such as `CONNECT localhost:4318`. */
  readonly passed: string[] = [];
  /** How many requests it refused with 407. */
  refused = 0;
  /** Everything that it could read: heads of requests, and what went through its tunnels in either direction. */
  readonly seen: Buffer[] = [];
  readonly #options: HttpProxyOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  private constructor(options: HttpProxyOptions) {
    this.#options = options;
    this.#server = options.tls === undefined ? createServer() : createSecureServer(options.tls);
    this.#server
      .on('connection', (socket: Socket) => this.#keep(socket))
      .on('secureConnection', (socket: Socket) => this.#keep(socket))
      .on('request', (request, response) => {
        if (!this.#admits(request)) {
          response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
          return;
        }
        const { method, headers } = request;
        const onward = requestHttp(request.url ?? '', { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        onward.on('error', () => response.writeHead(502).end());
        request.on('data', (chunk: Buffer) => this.seen.push(chunk)).pipe(onward);
      })
      .on('connect', (request, socket) => this.#connect(request, socket));
  }

  static async start(options: HttpProxyOptions = {}): Promise<HttpProxy> {
    const proxy = new HttpProxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(options.port ?? 0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  /** To be given as `proxy`, with the right credentials unless others are given. */
  url(credentials = this.#options.credentials): string {
    const scheme = this.#options.tls === undefined ? 'http' : 'https';
    const userinfo = credentials === undefined ? '' : `${credentials}@`;
    return `${scheme}://${userinfo}127.0.0.1:${this.port}`;
  }

  seenText(): string {
    return Buffer.concat(this.seen).toString('latin1');
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Resolves at the next CONNECT, whatever becomes of it. */
  async waitForConnect(): Promise<void> {
    await once(this.#server, 'connect');
  }

  #connect(request: IncomingMessage, socket: Duplex): void {
    if (this.#options.answer) return this.#options.answer(this.#keep(socket));
    if (!this.#admits(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const { hostname, port } = new URL(`http://${request.url}`);
    const { tunnelTo } = this.#options;
    const host = tunnelTo === undefined ? hostname.replace(/^\[|\]$/g, '') : '127.0.0.1';
    const onward = this.#keep(connect(tunnelTo ?? Number(port), host));
    onward.on('connect', () => socket.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('data', (chunk: Buffer) => this.seen.push(chunk)).pipe(socket);
    socket.on('data', (chunk: Buffer) => this.seen.push(chunk)).pipe(onward);
  }

  #admits(request: IncomingMessage): boolean {
    this.seen.push(Buffer.from(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`));
    const { credentials } = this.#options;
    const expected =
      credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (request.headers['proxy-authorization'] === expected) {
      this.passed.push(`${request.method} ${request.url}`);
      return true;
    }
    this.refused += 1;
    return false;
  }

  #keep<S extends Duplex>(socket: S): S {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
