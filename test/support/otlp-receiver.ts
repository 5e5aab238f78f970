import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeLogs, decodeTraces, type DecodedLogRecord, type DecodedSpan } from './decode-otlp.js';

/** One request as it came over the wire. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, compressed or not. */
  readonly rawBody: Buffer;
  /** Inflated. */
  readonly body: Buffer;
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
}

/** How the receiver answers a request: to answer nothing at all, do nothing. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** An OTLP receiver over HTTP in this process. It keeps everything; scripted answers come before the default, 200. */
export class OtlpReceiver {
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;
  readonly #isSecure: boolean;
  readonly #script: Answer[] = [];
  readonly #waiting = new Set<() => void>();
  #default: Answer = answer(200);
  #port = 0;

  private constructor(tls: ServerOptions | undefined) {
    this.#isSecure = tls !== undefined;
    this.#server = tls === undefined ? createServer() : createSecureServer(tls);
    this.#server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => {});
      request.on('end', () => {
        const rawBody = Buffer.concat(chunks);
        const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(rawBody) : rawBody;
        const path = request.url ?? '';
        const received = { path, headers: request.headers, rawBody, body, atMs: performance.now() };
        this.requests.push(received);
        (this.#script.shift() ?? this.#default)(response, received);
        for (const check of this.#waiting) check();
      });
    });
  }

  /** @param tls with which it speaks TLS */
  static async start(port = 0, tls?: ServerOptions): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver(tls);
    await new Promise<void>((resolve, reject) => {
      receiver.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    receiver.#port = addressOf(receiver.#server).port;
    return receiver;
  }

  /** The endpoint to configure. */
  get url(): string {
    return `${this.#isSecure ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** Stays known after `close`. */
  get port(): number {
    return this.#port;
  }

  get server(): Server {
    return this.#server;
  }

  /** The spans of every request, answered well or not, in order. */
  get spans(): DecodedSpan[] {
    return this.requests
      .filter(({ path }) => path === '/v1/traces')
      .flatMap(({ body }) => decodeTraces(body));
  }

  get logRecords(): DecodedLogRecord[] {
    return this.requests.filter(({ path }) => path === '/v1/logs').flatMap(({ body }) => decodeLogs(body));
  }

  /** Answers the next requests so, one each. */
  script(...answers: Answer[]): void {
    this.#script.push(...answers);
  }

  /** Answers every request that no script is left for so. */
  always(reply: Answer): void {
    this.#default = reply;
  }

  /** Resolves once the condition holds, looked at after every request. */
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
        reject(new Error(`the receiver waited in vain; it has ${this.requests.length} requests`));
      }, timeoutMs);
      this.#waiting.add(check);
      check();
    });
  }

  /**
   * Everything that arrived as one text, for assertions of absence: paths, headers, bodies as sent and
   * inflated, and whatever in them reads as base64, decoded.
   */
  allBytes(): string {
    const sent = this.requests.flatMap(({ path, headers, rawBody, body }) => [
      path,
      JSON.stringify(headers),
      rawBody.toString('latin1'),
      body.toString('latin1'),
      body.toString(),
    ]);
    return [...sent, ...sent.flatMap(decodedBase64)].join('\n');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** An answer with this status and body, complete at once. */
export function answer(
  status: number,
  body: Uint8Array | string = '',
  headers: Record<string, string> = {},
): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/x-protobuf', ...headers }).end(body);
  };
}

/** At each of the four alignments: the byte before a run, a length perhaps, may look like one of its own. */
function decodedBase64(text: string): string[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? [];
  return runs.flatMap((run) =>
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString()),
  );
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver is not listening');
  return address;
}
