import type { HeldBytes } from './capture/capture-budget.js';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { Diagnostics } from './diagnostics.js';
import { describeError } from './errors/describe-error.js';
import type { Exchange, WireBody } from './exchange/exchange.js';
import type { RedactedErrorRecord, RedactedExchange } from './exchange/redacted-exchange.js';
import type { Pipeline } from './export/pipeline.js';
import type { DropReason } from './export/pipeline-status.js';
import type { RedactionPolicy } from './redaction/redaction-policy.js';
import type { RedactionReportCollector } from './redaction/report/redaction-report-collector.js';
import type { RedactionRules } from './redaction/rules/redaction-rules.js';
import type { RedactionTally } from './redaction/redaction-tally.js';
import { addSensitiveNames } from './sensitive/sensitive-rules.js';
import { SettledExchanges } from './settled-exchanges.js';
import { atOnce, callHook } from './user-hooks.js';

/** What an outlet works with; the policy may be replaced while the app starts. */
export interface OutletParts {
  readonly config: Pick<APIToolkitConfig, 'beforeSend' | 'tags'>;
  readonly policy: () => RedactionPolicy;
  readonly pipeline: Pipeline;
  readonly report: RedactionReportCollector;
  readonly diagnostics: Diagnostics;
  /** Is shown what was admitted; it must not throw. */
  readonly inspector: OutletInspector | undefined;
  /** Told of every fault of our own. */
  readonly failed: (step: string, error: unknown) => void;
}

export interface OutletInspector {
  /** @param rules of its route or call, by which it was redacted */
  add(exchange: RedactedExchange, rules: RedactionRules | undefined): void;
  addError(record: RedactedErrorRecord): void;
}

/** An exchange that waits to be redacted. */
interface Settled {
  readonly exchange: Exchange;
  readonly rules: RedactionRules | undefined;
  readonly held: HeldBytes;
}

/** When the processor is short, bodies that take long to redact are the first to go. */
const LARGE_BODIES_BYTES = 8 * 1024;

/**
 * The way of an exchange out of the app: redacted, shown to `beforeSend`, admitted to the pipeline. Whatever
 * fails on the way drops the exchange, counted; nothing goes on unredacted.
 */
export class ExchangeOutlet {
  readonly #settled = new SettledExchanges<Settled>((settled) => this.#sendSafely(settled));

  constructor(private readonly parts: OutletParts) {}

  /** How many exchanges are still to be redacted. */
  get waiting(): number {
    return this.#settled.count;
  }

  /**
   * Takes a finished exchange over, with the redaction rules of its route where they are known.
   *
   * @param held of its bodies; given back here
   */
  add(exchange: Exchange, rules: RedactionRules | undefined, held: HeldBytes): void {
    const isShed = this.#settled.isShort && held.bytes >= LARGE_BODIES_BYTES;
    if (!isShed) return this.#settled.add({ exchange, rules, held });
    held.release();
    this.#settled.add({ exchange: withoutBodies(exchange), rules, held });
  }

  /** Sends an error that belongs to no exchange. */
  addError(error: unknown): void {
    const { config, pipeline, policy, inspector } = this.parts;
    try {
      const record = policy().redactorFor().redactError(describeError(error), { tags: config.tags });
      pipeline.admit(record);
      inspector?.addError(record);
    } catch (failure) {
      pipeline.drop('redaction_error');
      this.parts.failed('redaction', failure);
    }
  }

  /** Sends all that wait, now. */
  drain(): void {
    this.#settled.drain();
  }

  /** Sends what waits until the time is over, on the clock of `performance.now()`. */
  drainUntil(deadlineMs: number): void {
    this.#settled.drainUntil(deadlineMs);
  }

  #sendSafely(settled: Settled): void {
    let sent: RedactedExchange | DropReason;
    try {
      sent = this.#beforeSend(this.#redact(settled));
    } catch (error) {
      this.parts.report.lost();
      this.parts.failed('redaction', error);
      sent = 'redaction_error';
    }
    settled.held.release();
    if (typeof sent === 'string') return this.parts.pipeline.drop(sent);
    this.parts.pipeline.admit(sent);
    try {
      // Of what came in, it is given nothing but the rules.
      this.parts.inspector?.add(sent, rulesOf(settled));
    } catch (error) {
      this.parts.failed('the inspector', error);
    }
    this.parts.diagnostics.debug(() => summaryOf(sent));
  }

  #redact(settled: Settled): RedactedExchange {
    const { exchange, rules } = settled;
    const { config, policy } = this.parts;
    const tagged =
      config.tags.length === 0
        ? exchange
        : { ...exchange, tags: [...new Set([...config.tags, ...exchange.tags])] };
    return policy()
      .redactorFor(rulesOf(settled))
      .redact(tagged, (found, tally) => this.#note(found, rules, tally));
  }

  #note(exchange: RedactedExchange, rules: RedactionRules | undefined, tally: RedactionTally): void {
    try {
      this.parts.report.add(exchange, rules, tally);
    } catch (error) {
      this.parts.failed('the redaction report', error);
    }
  }

  /** What is to be sent, or why nothing is. */
  #beforeSend(exchange: RedactedExchange): RedactedExchange | DropReason {
    const { config, diagnostics } = this.parts;
    const { beforeSend } = config;
    if (beforeSend === undefined) return exchange;
    try {
      const returned = callHook('beforeSend', () => beforeSend(exchange), diagnostics.slowHook);
      const kept = atOnce('beforeSend', returned);
      if (kept === null) return 'before_send';
      if (isExchange(kept)) return kept;
      throw new TypeError('beforeSend must return an exchange or null');
    } catch (error) {
      diagnostics.failed('the beforeSend option', error);
      return 'before_send_error';
    }
  }
}

/** Without a handler there are no types to tell which of the marked names are meant. */
function rulesOf({ exchange, rules }: Settled): RedactionRules | undefined {
  const isHandled = exchange.kind === 'incoming' && rules !== undefined;
  return isHandled ? rules : addSensitiveNames(rules);
}

function isExchange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'traceId' in value && 'request' in value;
}

function withoutBodies(exchange: Exchange): Exchange {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: { ...request, ...(request.body && { body: withoutBytes(request.body) }) },
    ...(response && {
      response: { ...response, ...(response.body && { body: withoutBytes(response.body) }) },
    }),
  };
}

/** A body of which nothing was kept has a reason of its own. */
function withoutBytes(body: WireBody): WireBody {
  return body.chunks.length === 0 ? body : { ...body, chunks: [], truncated: true, cut: 'overload' };
}

/** For the debug log: never a value, a query or a real path. */
function summaryOf({ kind, request, route, response, ...rest }: RedactedExchange): string {
  const matches = Object.values(rest.redactions).reduce((sum, count) => sum + count, 0);
  return (
    `${kind} ${request.method} ${route ?? '(no route)'}: ${response?.statusCode ?? rest.outcome}, ` +
    `${rest.durationMs.toFixed(1)} ms, ${matches} redacted`
  );
}
