import type { IncomingMessage } from 'node:http';
import { activate, deactivate, type ActiveClient } from './capture/active-client.js';
import { runSuppressed } from './capture/exchange-context.js';
import { ExchangeRecorder } from './capture/exchange-recorder.js';
import type { Recording } from './capture/recording.js';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import { createDestination } from './destination.js';
import { Diagnostics } from './diagnostics.js';
import { isServerError, statusOf } from './error-policy.js';
import { describeError } from './errors/describe-error.js';
import type { Exchange } from './exchange/exchange.js';
import type { RedactedExchange } from './exchange/redacted-exchange.js';
import { Pipeline } from './export/pipeline.js';
import type { PipelineStatus } from './export/pipeline-status.js';
import { RedactionPolicy } from './redaction/redaction-policy.js';
import { mergeRules, type RedactionRules } from './redaction/redaction-rules.js';
import { SettledExchanges } from './settled-exchanges.js';

/** One running module: what its options configure, put together. */
export class APIToolkitClient implements ActiveClient {
  readonly recorder: ExchangeRecorder;
  readonly #pipeline: Pipeline;
  readonly #diagnostics: Diagnostics;
  readonly #settled = new SettledExchanges<readonly [Exchange, RedactionRules | undefined]>((settled) =>
    this.#capture(...settled),
  );
  #policy: RedactionPolicy;
  #rules: RedactionRules;
  /** The module instance that captures instead of this one, where the module was imported twice. */
  #captor: APIToolkitClient | undefined;

  /** Private to the runtime too: it holds the key, and clients show up when an app inspects its container. */
  readonly #config: APIToolkitConfig;

  constructor(config: APIToolkitConfig) {
    this.#config = config;
    this.#diagnostics = new Diagnostics(config.debug);
    this.#rules = config.redactionRules;
    this.#policy = this.#createPolicy();
    const diagnostics = this.#diagnostics.plain;
    const destination = createDestination(config, diagnostics);
    this.#pipeline = new Pipeline(destination, config.queue, { ...diagnostics, runSuppressed });
    this.recorder = this.#createRecorder();
    if (!config.enabled) this.recorder.close();
  }

  get isEnabled(): boolean {
    return this.#config.enabled;
  }

  /** Becomes what code outside dependency injection reports to. */
  start(): void {
    activate(this);
    if (this.#config.destination.kind !== 'local') return;
    this.#diagnostics.notice(
      'No API key and no endpoint: local mode, nothing leaves this process. ' +
        'Set APITOOLKIT_KEY, or APITOOLKIT_ENDPOINT for a Collector; APITOOLKIT_DEBUG=true logs each exchange.',
    );
  }

  /**
   * Takes over from another instance of the module in the same app, with all its redaction rules: what
   * either was told to redact is redacted.
   */
  absorb(other: APIToolkitClient): void {
    other.#captor = this;
    other.recorder.close(this.recorder);
    deactivate(other);
    this.#rules = mergeRules(this.#rules, other.#rules);
    this.#policy = this.#createPolicy();
    this.#diagnostics.warn(
      'APIToolkitModule is imported more than once: one instance captures, with the redaction rules of all. ' +
        'Import it once, in AppModule.',
    );
  }

  /** @throws Error for a path that is not valid */
  compileRules(rules: RedactionRules): void {
    this.#policy.redactorFor(rules);
  }

  reportDetached(error: unknown): void {
    if (this.#captor) return this.#captor.reportDetached(error);
    if (!this.isEnabled) return;
    try {
      const record = this.#policy
        .redactorFor()
        .redactError(describeError(error), { tags: this.#config.tags });
      this.#pipeline.admit(record);
    } catch (failure) {
      this.#pipeline.drop('redaction_error');
      this.failed('redaction', failure);
    }
  }

  status(): PipelineStatus {
    if (this.#captor) return this.#captor.status();
    const status = this.#pipeline.status();
    const { count } = this.#settled;
    return { ...status, captured: status.captured + count, queued: status.queued + count };
  }

  async flush(timeoutMs: number): Promise<void> {
    if (this.#captor) return this.#captor.flush(timeoutMs);
    this.#settled.drain();
    await this.#pipeline.flush(timeoutMs);
  }

  async shutdown(): Promise<void> {
    this.recorder.close();
    deactivate(this);
    this.#settled.drain();
    await this.#pipeline.shutdown();
  }

  /** Notes a fault of our own, outside of any exchange's fate. */
  failed(step: string, error: unknown): void {
    this.#diagnostics.failed(step, error);
  }

  #createPolicy(): RedactionPolicy {
    const { redactDefaults, maxBodyBytes, captureContentTypes } = this.#config;
    return new RedactionPolicy({
      rules: this.#rules,
      defaults: redactDefaults,
      maxBodyBytes,
      ...(captureContentTypes && { captureContentTypes }),
    });
  }

  #createRecorder(): ExchangeRecorder {
    const config = this.#config;
    return new ExchangeRecorder({
      sink: (exchange, rules) => this.#settled.add([exchange, rules]),
      dropped: (reason) => this.#pipeline.drop(reason),
      admits: (request) => this.#admits(request),
      ignoresRoute: config.ignores,
      compileRules: (rules) => this.compileRules(rules),
      shouldReport: (error, recording) => this.#shouldReport(error, recording),
      failed: (step, error) => this.failed(step, error),
      maxRequestBytes: config.captureRequestBody ? config.maxBodyBytes : 0,
      maxResponseBytes: config.captureResponseBody ? config.maxBodyBytes : 0,
      remoteParent: config.remoteParent,
      outgoingSpans: config.outgoingSpans,
      sampleRate: config.sampleRate,
    });
  }

  #admits(request: IncomingMessage): boolean {
    const { captureOptions, ignores, skip } = this.#config;
    const method = request.method?.toUpperCase() ?? 'GET';
    if (method === 'OPTIONS' && !captureOptions) return false;
    const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
    if (ignores(method, path)) return false;
    try {
      return skip?.(request) !== true;
    } catch (error) {
      // Whoever asks to skip requests has a reason: without an answer, nothing of this one is kept.
      this.#pipeline.drop('skip_error');
      this.failed('the skip option', error);
      return false;
    }
  }

  #shouldReport(error: unknown, { identity }: Recording): boolean {
    const { shouldReport = isServerError } = this.#config;
    const statusCode = statusOf(error);
    const { route, controller, handler } = identity ?? {};
    try {
      return shouldReport(error, {
        ...(statusCode !== undefined && { statusCode }),
        ...(route !== undefined && { route }),
        ...(controller !== undefined && { controller }),
        ...(handler !== undefined && { handler }),
      });
    } catch (failure) {
      this.failed('the shouldReport option', failure);
      return true;
    }
  }

  #capture(exchange: Exchange, rules: RedactionRules | undefined): void {
    const redacted = this.#redact(exchange, rules);
    const sent = redacted && this.#beforeSend(redacted);
    if (sent === undefined) return;
    this.#pipeline.admit(sent);
    this.#diagnostics.debug(() => summaryOf(sent));
  }

  #redact(exchange: Exchange, rules: RedactionRules | undefined): RedactedExchange | undefined {
    try {
      const tags = [...new Set([...this.#config.tags, ...exchange.tags])];
      return this.#policy.redactorFor(rules).redact({ ...exchange, tags });
    } catch (error) {
      this.#pipeline.drop('redaction_error');
      this.failed('redaction', error);
      return undefined;
    }
  }

  #beforeSend(exchange: RedactedExchange): RedactedExchange | undefined {
    const { beforeSend } = this.#config;
    if (beforeSend === undefined) return exchange;
    try {
      const kept = beforeSend(exchange);
      if (kept === null) this.#pipeline.drop('before_send');
      else if (isExchange(kept)) return kept;
      else throw new TypeError('beforeSend must return an exchange or null, synchronously');
    } catch (error) {
      this.#pipeline.drop('before_send_error');
      this.failed('the beforeSend option', error);
    }
    return undefined;
  }
}

function isExchange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'traceId' in value && 'request' in value;
}

/** For the debug log: never a value, a query or a real path. */
function summaryOf({
  kind,
  request,
  route,
  response,
  durationMs,
  outcome,
  redactions,
}: RedactedExchange): string {
  const matches = Object.values(redactions).reduce((sum, count) => sum + count, 0);
  return (
    `${kind} ${request.method} ${route ?? '(no route)'}: ${response?.statusCode ?? outcome}, ` +
    `${durationMs.toFixed(1)} ms, ${matches} redacted`
  );
}
