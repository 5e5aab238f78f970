import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { Diagnostics } from './diagnostics.js';
import { describeError } from './errors/describe-error.js';
import type { Exchange } from './exchange/exchange.js';
import type { RedactedExchange } from './exchange/redacted-exchange.js';
import type { Pipeline } from './export/pipeline.js';
import type { RedactionPolicy } from './redaction/redaction-policy.js';
import type { RedactionReportCollector } from './redaction/report/redaction-report-collector.js';
import type { RedactionRules } from './redaction/rules/redaction-rules.js';
import type { RedactionTally } from './redaction/redaction-tally.js';
import { addSensitiveNames } from './sensitive/sensitive-rules.js';
import { SettledExchanges } from './settled-exchanges.js';

/** What an outlet works with; the policy may be replaced while the app starts. */
export interface OutletParts {
  readonly config: Pick<APIToolkitConfig, 'beforeSend' | 'tags'>;
  readonly policy: () => RedactionPolicy;
  readonly pipeline: Pipeline;
  readonly report: RedactionReportCollector;
  readonly diagnostics: Diagnostics;
}

/**
 * The way of an exchange out of the app: redacted, shown to `beforeSend`, admitted to the pipeline. Whatever
 * fails on the way drops the exchange, counted; nothing goes on unredacted.
 */
export class ExchangeOutlet {
  readonly #settled = new SettledExchanges<readonly [Exchange, RedactionRules | undefined]>((settled) =>
    this.#send(...settled),
  );

  constructor(private readonly parts: OutletParts) {}

  /** How many exchanges are still to be redacted. */
  get waiting(): number {
    return this.#settled.count;
  }

  /** Takes a finished exchange over, with the redaction rules of its route where they are known. */
  add(exchange: Exchange, rules: RedactionRules | undefined): void {
    this.#settled.add([exchange, rules]);
  }

  /** Sends an error that belongs to no exchange. */
  addError(error: unknown): void {
    const { config, pipeline } = this.parts;
    const record = this.#redacted(() =>
      this.parts.policy().redactorFor().redactError(describeError(error), { tags: config.tags }),
    );
    if (record !== undefined) pipeline.admit(record);
  }

  /** Sends all that wait, now. */
  drain(): void {
    this.#settled.drain();
  }

  #send(exchange: Exchange, rules: RedactionRules | undefined): void {
    const { config, policy, pipeline, report, diagnostics } = this.parts;
    const tags = [...new Set([...config.tags, ...exchange.tags])];
    // Without a handler there are no types to tell which of the marked names are meant.
    const isHandled = exchange.kind === 'incoming' && rules !== undefined;
    const redacted = this.#redacted(() =>
      policy()
        .redactorFor(isHandled ? rules : addSensitiveNames(rules))
        .redact({ ...exchange, tags }, (found, tally) => this.#note(found, rules, tally)),
    );
    if (redacted === undefined) report.lost();
    const sent = redacted && this.#beforeSend(redacted);
    if (sent === undefined) return;
    pipeline.admit(sent);
    diagnostics.debug(() => summaryOf(sent));
  }

  #note(exchange: RedactedExchange, rules: RedactionRules | undefined, tally: RedactionTally): void {
    try {
      this.parts.report.add(exchange, rules, tally);
    } catch (error) {
      this.parts.diagnostics.failed('the redaction report', error);
    }
  }

  #redacted<Redacted>(redact: () => Redacted): Redacted | undefined {
    try {
      return redact();
    } catch (error) {
      this.parts.pipeline.drop('redaction_error');
      this.parts.diagnostics.failed('redaction', error);
      return undefined;
    }
  }

  #beforeSend(exchange: RedactedExchange): RedactedExchange | undefined {
    const { config, pipeline, diagnostics } = this.parts;
    if (config.beforeSend === undefined) return exchange;
    try {
      const kept = config.beforeSend(exchange);
      if (kept === null) pipeline.drop('before_send');
      else if (isExchange(kept)) return kept;
      else throw new TypeError('beforeSend must return an exchange or null, synchronously');
    } catch (error) {
      pipeline.drop('before_send_error');
      diagnostics.failed('the beforeSend option', error);
    }
    return undefined;
  }
}

function isExchange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'traceId' in value && 'request' in value;
}

/** For the debug log: never a value, a query or a real path. */
function summaryOf({ kind, request, route, response, ...rest }: RedactedExchange): string {
  const matches = Object.values(rest.redactions).reduce((sum, count) => sum + count, 0);
  return (
    `${kind} ${request.method} ${route ?? '(no route)'}: ${response?.statusCode ?? rest.outcome}, ` +
    `${rest.durationMs.toFixed(1)} ms, ${matches} redacted`
  );
}
