import {
  createSecureServer,
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
  type Settings,
} from 'node:http2';
import { gunzipSync } from 'node:zlib';
import { decodeLogs, decodeTraces, type DecodedLogRecord, type DecodedSpan } from './decode-otlp.js';

/** One call as it came over the wire. */
export interface ReceivedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly isCompressed: boolean;
  /** The message, inflated. */
  readonly message: Buffer;
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
}

/** How the receiver answers a call: to answer nothing at all, do nothing. */
export type GrpcReply = (stream: ServerHttp2Stream, call: ReceivedCall) => void;

export interface GrpcReceiverOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  readonly port?: number;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer; readonly ca?: Buffer };
  readonly settings?: Settings;
}

/** An OTLP receiver over gRPC in this process, frame by frame. Scripted replies come before the default, OK. */
export class GrpcReceiver {
  readonly calls: ReceivedCall[] = [];
  readonly sessions = new Set<ServerHttp2Session>();
  /** How many connections there were. */
  connections = 0;
  readonly #server: Http2Server;
  readonly #isSecure: boolean;
  readonly #script: GrpcReply[] = [];
  readonly #waiting = new Set<() => void>();
  #default: GrpcReply = ok();
  #port = 0;

  private constructor({ tls, settings = {} }: GrpcReceiverOptions) {
    this.#isSecure = tls !== undefined;
    this.#server =
      tls === undefined
        ? createServer({ settings })
        : createSecureServer({ ...tls, settings, requestCert: tls.ca !== undefined });
    this.#server.on('session', (session) => {
      this.connections += 1;
      this.sessions.add(session);
      session
        .on('error', () => {})
        .on('close', () => {
          this.sessions.delete(session);
          this.#check();
        });
      this.#check();
    });
    this.#server.on('stream', (stream, headers) => this.#take(stream, headers));
  }

  static async start(options: GrpcReceiverOptions = {}): Promise<GrpcReceiver> {
    const receiver = new GrpcReceiver(options);
    const server = receiver.#server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the receiver is not listening');
    receiver.#port = address.port;
    return receiver;
  }

  /** The endpoint to configure. The certificate is for localhost. */
  get url(): string {
    return this.#isSecure ? `https://localhost:${this.port}` : `http://127.0.0.1:${this.port}`;
  }

  /** Stays known after `close`. */
  get port(): number {
    return this.#port;
  }

  get server(): Http2Server {
    return this.#server;
  }

  /** The spans of every call, answered well or not, in order. */
  get spans(): DecodedSpan[] {
    return this.calls
      .filter(({ path }) => path.includes('TraceService'))
      .flatMap((each) => decodeTraces(each.message));
  }

  get logRecords(): DecodedLogRecord[] {
    return this.calls
      .filter(({ path }) => path.includes('LogsService'))
      .flatMap((each) => decodeLogs(each.message));
  }

  /** Answers the next calls so, one each. */
  script(...replies: GrpcReply[]): void {
    this.#script.push(...replies);
  }

  /** Answers every call that no script is left for so. */
  always(reply: GrpcReply): void {
    this.#default = reply;
  }

  /** Resolves once the condition holds, looked at after every call, and when a connection comes or ends. */
  async waitFor(condition: (receiver: this) => boolean, timeoutMs = 10_000): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!condition(this)) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`the receiver waited in vain; it has ${this.calls.length} calls`));
      }, timeoutMs);
      this.#waiting.add(check);
      check();
    });
  }

  async close(): Promise<void> {
    for (const session of this.sessions) session.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const chunks: Buffer[] = [];
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const frame = Buffer.concat(chunks);
      const isCompressed = frame[0] === 1;
      const sent = frame.subarray(5, 5 + frame.readUInt32BE(1));
      const message = isCompressed ? gunzipSync(sent) : sent;
      const call = { path: headers[':path'] ?? '', headers, isCompressed, message, atMs: performance.now() };
      this.calls.push(call);
      (this.#script.shift() ?? this.#default)(stream, call);
      this.#check();
    });
  }

  #check(): void {
    for (const check of this.#waiting) check();
  }
}

/** Status OK with this message. */
export function ok(message: Uint8Array = new Uint8Array()): GrpcReply {
  return answerThenStatus(message, { 'grpc-status': '0' });
}

/** A status alone, in one frame of headers, as servers answer what they do not process. */
export function status(code: number, details = '', trailers: Record<string, string> = {}): GrpcReply {
  return (stream) =>
    stream.respond(
      {
        ...HEADERS,
        'grpc-status': String(code),
        'grpc-message': encodeURIComponent(details),
        ...trailers,
      },
      { endStream: true },
    );
}

/** Headers, a message, and trailers behind it. */
export function answerThenStatus(message: Uint8Array, trailers: Record<string, string>): GrpcReply {
  return (stream) => {
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.respond(HEADERS, { waitForTrailers: true });
    stream.end(framed(message));
  };
}

/** A message with the prefix of gRPC: not compressed, and its length. */
export function framed(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.byteLength, 1);
  return Buffer.concat([prefix, message]);
}

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };
