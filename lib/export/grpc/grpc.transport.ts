import type { ChannelCredentials, ClientOptions, Metadata } from '@grpc/grpc-js';
import { TlsMaterial } from '../connection/tls-material.js';
import type { SendResult } from '../destination.js';
import type { ExportRequest, OtlpSignal, Transport } from '../transport.js';
import { channelOptions } from './channel-options.js';
import { callOnce, type GrpcOutcome } from './grpc-call.js';
import { GrpcChannel } from './grpc-channel.js';
import { grpcCredentials } from './grpc-credentials.js';
import { grpcMetadata } from './grpc-metadata.js';
import { statusName } from './grpc-status.js';
import { judgeGrpcAnswer } from './grpc-verdict.js';
import { loadGrpc, type GrpcApi } from './load-grpc.js';

const ATTEMPT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** A connection over which nothing comes back any more can look alive for ever. */
const MAX_DEADLINES_IN_A_ROW = 5;

export interface GrpcTransportOptions {
  /** An http URL means clear text, an https URL TLS; its path is not used. */
  readonly url: URL;
  /** Sent as `x-api-key`. */
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of this package, for the `user-agent`. */
  readonly sdkVersion: string;
  /** @default 'none' */
  readonly compression?: 'none' | 'gzip';
  /** @default Node's authorities, no certificate of our own */
  readonly tls?: TlsMaterial;
  /** Whether grpc-js may use a proxy that it finds in the environment. @default false */
  readonly usesProxies?: boolean;
  /** See `judgeGrpcAnswer`. @default false */
  readonly strictOtlp?: boolean;
  /** For one attempt in all: connecting, sending and the answer. @default 10 000 */
  readonly attemptTimeoutMs?: number;
  /** @default 3 000 */
  readonly connectTimeoutMs?: number;
}

/** OTLP over gRPC by the app's `@grpc/grpc-js` (https://opentelemetry.io/docs/specs/otlp/#otlpgrpc). */
export class GrpcTransport implements Transport {
  readonly name: string;
  readonly #options: GrpcTransportOptions;
  readonly #grpc: GrpcApi;
  readonly #target: string;
  readonly #credentials: ChannelCredentials;
  readonly #channelOptions: ClientOptions;
  readonly #metadata: Metadata;
  #channel: GrpcChannel | undefined;
  #deadlinesInARow = 0;
  #isShutDown = false;

  /** Throws when grpc-js is missing or a header could not be sent, so that it shows at boot and not at the first export. */
  constructor(options: GrpcTransportOptions) {
    const { url, headers = {}, apiKey, sdkVersion, compression = 'none' } = options;
    const { tls = new TlsMaterial(), usesProxies = false } = options;
    const host = `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`;
    this.name = `${url.protocol === 'https:' ? 'grpcs' : 'grpc'}://${host}`;
    this.#options = options;
    this.#grpc = loadGrpc();
    this.#target = `dns:${host}`;
    this.#credentials = grpcCredentials(this.#grpc, url, tls);
    this.#metadata = grpcMetadata(this.#grpc, headers, apiKey);
    const userAgent = userAgentOf(headers) ?? `apitoolkit-nestjs/${sdkVersion}`;
    this.#channelOptions = channelOptions({
      userAgent,
      compression,
      servername: tls.servername,
      usesProxies,
    });
  }

  async send(request: ExportRequest, signal: AbortSignal): Promise<SendResult> {
    if (this.#isShutDown) return { status: 'retryable', reason: 'the transport is shut down' };
    const channel = (this.#channel ??= this.#open());
    const outcome = await callOnce(channel, this.#callOf(request), signal);
    if (this.#isWornOut(outcome)) this.#drop(channel);
    if (outcome.kind === 'failed') return { status: 'retryable', reason: outcome.reason };
    return judgeGrpcAnswer(outcome.answer, this.#options);
  }

  shutdown(): void {
    this.#isShutDown = true;
    if (this.#channel) this.#drop(this.#channel);
  }

  #open(): GrpcChannel {
    return new GrpcChannel(this.#grpc, this.#target, this.#credentials, this.#channelOptions);
  }

  #callOf({ signal, body }: ExportRequest): Parameters<typeof callOnce>[1] {
    const { attemptTimeoutMs = ATTEMPT_TIMEOUT_MS, connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#options;
    const deadlineAtMs = performance.now() + attemptTimeoutMs;
    return { path: PATHS[signal], body, metadata: this.#metadata, deadlineAtMs, connectTimeoutMs };
  }

  /**
   * Whether the next attempt needs a channel of its own. After a connection that failed it does: a new one connects
   * at once and resolves the name again, while an old one first sits out its own wait between attempts.
   */
  #isWornOut(outcome: GrpcOutcome): boolean {
    if (outcome.kind === 'failed' && outcome.cause === 'connection') return true;
    if (outcome.kind === 'failed' && outcome.cause === 'aborted') return false;
    const isDeadline =
      outcome.kind === 'failed'
        ? outcome.cause === 'deadline'
        : statusName(outcome.answer.code) === 'DEADLINE_EXCEEDED';
    this.#deadlinesInARow = isDeadline ? this.#deadlinesInARow + 1 : 0;
    return this.#deadlinesInARow >= MAX_DEADLINES_IN_A_ROW;
  }

  #drop(channel: GrpcChannel): void {
    channel.close();
    if (this.#channel !== channel) return;
    this.#channel = undefined;
    this.#deadlinesInARow = 0;
  }
}

const PATHS: Readonly<Record<OtlpSignal, string>> = {
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
};

function userAgentOf(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1];
}
