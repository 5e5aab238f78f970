import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeTraces, type DecodedSpan, encodeExportResponse } from '../../support/decode-otlp.js';
import { ACCEPT, type Behaviour } from './behaviour.js';
import { idOf, Received } from './received.js';

/** One request as it came, and what became of it. */
export class Export {
  /** When its last byte came, on the clock of `performance.now()`. */
  readonly atMs = performance.now();
  status: number | undefined;
  /** When the answer was complete or the connection gone. */
  endedAtMs: number | undefined;
  #spans: readonly DecodedSpan[] | undefined;

  constructor(
    readonly path: string,
    readonly headers: IncomingMessage['headers'],
    readonly bytes: Buffer,
    /** Which connection, counted from 1. */
    readonly connection: number,
  ) {}

  /** Decoded when somebody asks: under load, that is after the load. */
  get spans(): readonly DecodedSpan[] {
    this.#spans ??= this.path.startsWith('/v1/traces') ? decodeTraces(this.bytes) : [];
    return this.#spans;
  }
}

/** A receiver of OTLP over HTTP that does what it is told. It keeps every request, and which spans it accepted. */
export class FaultServer {
  readonly exports: Export[] = [];
  /** What comes first, one request each; then `otherwise`. */
  readonly script: Behaviour[];
  otherwise: Behaviour;
  /** Requests under way now, and the most at any time. */
  underWay = 0;
  mostUnderWay = 0;
  readonly server: Server;
  readonly #accepted = new Received();
  /** Accepted, and not in `#accepted` yet. */
  #unread: Export[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #connections = new WeakMap<Socket, number>();
  #connectionCount = 0;
  #port = 0;

  private constructor(otherwise: Behaviour, script: readonly Behaviour[]) {
    this.otherwise = otherwise;
    this.script = [...script];
    this.server = createServer((request, response) => this.#take(request, response));
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket);
      this.#connections.set(socket, (this.#connectionCount += 1));
      socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(
    otherwise: Behaviour = ACCEPT,
    script: readonly Behaviour[] = [],
    port = 0,
  ): Promise<FaultServer> {
    const faults = new FaultServer(otherwise, script);
    await faults.listen(port);
    return faults;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  /** Again, on the port that it had. */
  async listen(port = this.#port): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  /** Nobody listens any more, and what is under way breaks off. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Spans in requests that were answered with a success. */
  get accepted(): Received {
    for (const { spans } of this.#unread.splice(0)) {
      for (const { attributes, spanId } of spans) this.#accepted.add(idOf(attributes['url.path']), spanId);
    }
    return this.#accepted;
  }

  /** Lets go of what it keeps of every request, for loads that are long. */
  forget(): void {
    this.exports.length = 0;
    this.#unread = [];
  }

  /** Milliseconds between one request and the next. */
  get gapsMs(): number[] {
    return this.exports.slice(1).map(({ atMs }, index) => atMs - (this.exports[index]?.atMs ?? 0));
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const behaviour = this.script.shift() ?? this.otherwise;
    if (behaviour.do === 'reset early') return void request.socket.destroy();
    const chunks: Buffer[] = [];
    request.on('error', () => {}).on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const made = this.#keep(request, Buffer.concat(chunks));
      this.underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
      response.on('close', () => {
        this.underWay -= 1;
        made.endedAtMs = performance.now();
      });
      this.#act(behaviour, made, response);
    });
  }

  #keep({ url = '', headers, socket }: IncomingMessage, sent: Buffer): Export {
    const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const made = new Export(url, headers, bytes, this.#connections.get(socket) ?? 0);
    this.exports.push(made);
    return made;
  }

  #act(behaviour: Behaviour, made: Export, response: ServerResponse): void {
    switch (behaviour.do) {
      case 'accept':
        return void setTimeout(() => this.#accept(made, response, behaviour.body), behaviour.thinkMs ?? 0);
      case 'accept in part':
        return this.#accept(made, response, encodeExportResponse(behaviour.rejected, behaviour.message));
      case 'answer':
        made.status = behaviour.status;
        return void response.writeHead(behaviour.status, { ...behaviour.headers }).end(behaviour.body);
      case 'reject marked':
        if (made.bytes.includes(behaviour.marker)) return this.#refuse(made, response, behaviour);
        return this.#accept(made, response);
      case 'limit':
        if (made.bytes.length > behaviour.maxBytes) return this.#refuse(made, response, behaviour);
        return this.#accept(made, response);
      case 'drip':
        return drip(response, behaviour.everyMs);
      case 'write':
        return void response.socket?.end(behaviour.bytes);
      case 'reset':
        return void response.socket?.resetAndDestroy();
      case 'reset early':
      case 'hang':
        return;
    }
  }

  #accept(
    made: Export,
    response: ServerResponse,
    body: 'empty' | 'full success' | Uint8Array = 'empty',
  ): void {
    if (response.destroyed) return;
    made.status = 200;
    this.#unread.push(made);
    const bytes = body === 'empty' ? undefined : body === 'full success' ? encodeExportResponse() : body;
    // The field of its own keeps Node from telling the client when it will close the connection (D19).
    const headers = { 'content-type': 'application/x-protobuf', connection: 'keep-alive' };
    response.writeHead(200, headers).end(bytes);
  }

  #refuse(
    made: Export,
    response: ServerResponse,
    { status, message }: { status: number; message?: string },
  ): void {
    made.status = status;
    response.writeHead(status, { 'content-type': 'text/plain' }).end(message ?? 'refused');
  }
}

function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'application/x-protobuf' });
  const timer = setInterval(() => response.write('x'), everyMs);
  response.on('close', () => clearInterval(timer));
}
