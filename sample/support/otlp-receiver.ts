import { createServer, type IncomingMessage, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { bodyTextOf, decodeSpans, type ReceivedSpan } from './otlp-decoder.js';

/** The OTLP limit of a Collector's HTTP receiver, so that a faulty sender cannot fill the memory. */
const MAX_REQUEST_BYTES = 20 * 1024 * 1024;

/** A small OTLP/HTTP receiver on this machine, in the place of a Collector: what it gets is what leaves the app. */
export class OtlpReceiver {
  readonly #server: Server;
  readonly #listeners: ((spans: readonly ReceivedSpan[]) => void)[] = [];
  readonly #texts: string[] = [];
  #isKeepingText = true;
  readonly #count = { incoming: 0, outgoing: 0 };
  #changed: () => void = () => {};

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#receive(request).then(
        (status) => response.writeHead(status, { 'content-type': 'application/x-protobuf' }).end(),
        () => response.writeHead(400).end(),
      );
    });
  }

  /** Listens on this port of the loopback interface, or on a free one. */
  static async start(port = 0): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve, reject) => {
      receiver.#server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return receiver;
  }

  /** What to configure as `endpoint`. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The receiver is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  get count(): Readonly<Record<ReceivedSpan['kind'], number>> {
    return this.#count;
  }

  /** Calls the listener with the spans of every export request. */
  onSpans(listener: (spans: readonly ReceivedSpan[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves to true once so many spans came, or to false at the deadline. */
  async waitFor(
    expected: Readonly<Record<ReceivedSpan['kind'], number>>,
    timeoutMs: number,
  ): Promise<boolean> {
    const isComplete = (): boolean =>
      this.#count.incoming >= expected.incoming && this.#count.outgoing >= expected.outgoing;
    if (isComplete()) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      this.#changed = () => {
        if (!isComplete()) return;
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** Which of these texts arrived, in whatever byte of whatever request; bodies are looked at decoded too. */
  found(texts: readonly string[]): string[] {
    return texts.filter((text) => this.#texts.some((received) => received.includes(text)));
  }

  /** From here on nothing received is kept. */
  forget(): void {
    this.#isKeepingText = false;
    this.#texts.length = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    let byteLength = 0;
    for await (const chunk of request) {
      byteLength += chunk.length;
      if (byteLength > MAX_REQUEST_BYTES) return 413;
      chunks.push(chunk);
    }
    const sent = Buffer.concat(chunks);
    const isZipped = request.headers['content-encoding'] === 'gzip';
    const body = isZipped ? gunzipSync(sent, { maxOutputLength: MAX_REQUEST_BYTES }) : sent;
    const spans = request.url === '/v1/traces' ? decodeSpans(body) : [];
    this.#keepText(request, body, spans);
    for (const { kind } of spans) this.#count[kind] += 1;
    for (const listener of this.#listeners) listener(spans);
    this.#changed();
    return 200;
  }

  #keepText({ headers, url }: IncomingMessage, body: Buffer, spans: readonly ReceivedSpan[]): void {
    if (!this.#isKeepingText) return;
    this.#texts.push(`${url}\n${JSON.stringify(headers)}`, body.toString());
    for (const span of spans) {
      this.#texts.push(bodyTextOf(span, 'request') ?? '', bodyTextOf(span, 'response') ?? '');
    }
  }
}
