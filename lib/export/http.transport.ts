import { Agent as HttpAgent, validateHeaderName, validateHeaderValue } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { SendResult } from './destination.js';
import { judgeAnswer } from './http-verdict.js';
import { post, type HttpOutcome } from './http-post.js';
import type { ExportRequest, OtlpSignal, Transport } from './transport.js';

const ATTEMPT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 3_000;

export interface HttpTransportOptions {
  readonly urls: Readonly<Record<OtlpSignal, URL>>;
  /** Sent as `x-api-key`. */
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of this package, for the `user-agent`. */
  readonly sdkVersion: string;
  /** @default false */
  readonly strictOtlp?: boolean;
  /** For one attempt in all: connecting, sending, headers and body. @default 10 000 */
  readonly attemptTimeoutMs?: number;
  /** @default 3 000 */
  readonly connectTimeoutMs?: number;
}

/** OTLP over HTTP with protobuf bodies (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */
export class HttpTransport implements Transport {
  readonly name: string;
  readonly #options: HttpTransportOptions;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent: HttpAgent;

  /** Throws when a header could not be sent, so that it shows at boot and not at the first export. */
  constructor(options: HttpTransportOptions) {
    const { traces } = options.urls;
    this.name = `${traces.origin}${traces.pathname}`;
    this.#options = options;
    this.#headers = requestHeaders(options);
    const Agent = traces.protocol === 'https:' ? HttpsAgent : HttpAgent;
    // One idle connection at most: after a stale one, the next attempt is certain to open a fresh one.
    this.#agent = new Agent({ keepAlive: true, maxFreeSockets: 1 });
  }

  async send(request: ExportRequest, signal: AbortSignal): Promise<SendResult> {
    const deadlineAtMs = performance.now() + (this.#options.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS);
    const outcome = await this.#post(request, deadlineAtMs, signal);
    const isStale = outcome.kind === 'failed' && outcome.stale;
    const final = isStale ? await this.#post(request, deadlineAtMs, signal) : outcome;
    if (final.kind === 'failed') return { status: 'retryable', reason: final.reason };
    return judgeAnswer(final, this.#options.strictOtlp);
  }

  shutdown(): void {
    this.#agent.destroy();
  }

  #post(request: ExportRequest, deadlineAtMs: number, signal: AbortSignal): Promise<HttpOutcome> {
    const encoding = request.encoding === undefined ? {} : { 'content-encoding': request.encoding };
    const call = {
      url: this.#options.urls[request.signal],
      agent: this.#agent,
      headers: { ...this.#headers, ...encoding },
      body: request.body,
      deadlineAtMs,
      connectTimeoutMs: this.#options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    };
    return post(call, signal);
  }
}

function requestHeaders({ headers = {}, apiKey, sdkVersion }: HttpTransportOptions): Record<string, string> {
  const all: Record<string, string> = { 'user-agent': `apitoolkit-nestjs/${sdkVersion}` };
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = value;
  if (apiKey !== undefined) all['x-api-key'] = apiKey;
  all['content-type'] = 'application/x-protobuf';
  for (const [name, value] of Object.entries(all)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return all;
}
