import { validateHeaderName, validateHeaderValue, type Agent } from 'node:http';
import { createAgent, forwarded } from './connection/http-agent.js';
import type { ProxyServer } from './connection/proxy-server.js';
import { TlsMaterial } from './connection/tls-material.js';
import type { SendResult } from './destination.js';
import { judgeAnswer } from './http-verdict.js';
import { post, type HttpOutcome } from './http-post.js';
import { MAX_CONCURRENT_REQUESTS, type ExportRequest, type OtlpSignal, type Transport } from './transport.js';

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
  /** @default Node's authorities, no certificate of our own */
  readonly tls?: TlsMaterial;
  /** @default none: straight to the receiver */
  readonly proxy?: ProxyServer;
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
  readonly #agent: Agent;
  /** Its connections are used once. */
  readonly #freshAgent: Agent;

  /** Throws when a header could not be sent, so that it shows at boot and not at the first export. */
  constructor(options: HttpTransportOptions) {
    const { traces } = options.urls;
    this.name = `${traces.origin}${traces.pathname}`;
    this.#options = options;
    this.#headers = requestHeaders(options);
    const { tls = new TlsMaterial(), proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
    const route = { url: traces, tls, proxy, connectTimeoutMs };
    // No limit of sockets: a request that waits for another's would not count as one on a used connection.
    this.#agent = createAgent(route, { keepAlive: true, maxFreeSockets: MAX_CONCURRENT_REQUESTS });
    this.#freshAgent = createAgent(route, { keepAlive: false });
  }

  async send(request: ExportRequest, signal: AbortSignal): Promise<SendResult> {
    const deadlineAtMs = performance.now() + (this.#options.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS);
    const outcome = await this.#post(request, this.#agent, deadlineAtMs, signal);
    const isStale = outcome.kind === 'failed' && outcome.stale;
    // Not from the pool, where the other idle connections may be as stale as this one was.
    const final = isStale ? await this.#post(request, this.#freshAgent, deadlineAtMs, signal) : outcome;
    if (final.kind === 'failed') return { status: 'retryable', reason: final.reason };
    return judgeAnswer(final, this.#options.strictOtlp);
  }

  shutdown(): void {
    this.#agent.destroy();
    this.#freshAgent.destroy();
  }

  #post(
    request: ExportRequest,
    agent: Agent,
    deadlineAtMs: number,
    signal: AbortSignal,
  ): Promise<HttpOutcome> {
    const { urls, proxy, connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#options;
    const url = urls[request.signal];
    const encoding = request.encoding === undefined ? {} : { 'content-encoding': request.encoding };
    const { headers, ...way } = forwarded(url, proxy);
    const call = {
      url,
      agent,
      ...way,
      headers: { ...this.#headers, ...encoding, ...headers },
      body: request.body,
      deadlineAtMs,
      connectTimeoutMs,
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
