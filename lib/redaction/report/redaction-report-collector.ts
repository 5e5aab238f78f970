import type { CapturedBody, RedactedExchange } from '../../exchange/redacted-exchange.js';
import { BoundedCounts } from './bounded-counts.js';
import type { RuleSource } from '../rules/configured-rules.js';
import { SuspiciousNames } from './redaction-report-names.js';
import { RuleUsage } from './redaction-report-rules.js';
import type { ExchangeKind, OmittedBodies, RedactionReport } from './redaction-report.js';
import type { RedactionRules } from '../rules/redaction-rules.js';
import type { RedactionTally } from '../redaction-tally.js';

/** Every label names a rule or a part; only the rules of outgoing calls may be ever new ones. */
const MAX_LABELS = 4000;
/** Ten reasons, two bodies, and as many routes as an app has. */
const MAX_OMITTED = 4000;
const NO_ROUTE = '(no route)';
const FAILED = 'failed ';

/** Adds up what redaction did in all exchanges since the start. Holds rules, names and routes, never a value. */
export class RedactionReportCollector {
  readonly #rules: RuleUsage;
  readonly #names = new SuspiciousNames();
  readonly #exchanges = { incoming: 0, outgoing: 0 };
  readonly #bodiesShown = { incoming: 0, outgoing: 0 };
  readonly #omitted = new BoundedCounts<Omit<OmittedBodies, 'times'>>(MAX_OMITTED);
  readonly #labels = new BoundedCounts<{ readonly label: string }>(MAX_LABELS);
  #lostExchanges = 0;

  /** @param global the rules that hold for every exchange, beside those of its route */
  constructor(global: () => RedactionRules) {
    this.#rules = new RuleUsage(global);
  }

  /** Says what the rules of a route or of a call are made of, so that each can be reported where it stands. */
  declare(rules: RedactionRules, sources: readonly RuleSource[]): void {
    this.#rules.declare(rules, sources);
  }

  /** @param rules of the route, where they are known */
  add(exchange: RedactedExchange, rules: RedactionRules | undefined, tally: RedactionTally): void {
    const { kind, request, response } = exchange;
    const route = exchange.route === undefined ? NO_ROUTE : `${request.method} ${exchange.route}`;
    this.#exchanges[kind] += 1;
    this.#rules.add(exchange, rules, tally.findings());
    this.#names.add(kind, route, tally.passed);
    this.#addBody(kind, route, 'request body', request.body);
    this.#addBody(kind, route, 'response body', response?.body);
    for (const [label, times] of Object.entries(exchange.redactions))
      this.#labels.add(label, { label }, times);
  }

  /** An exchange was dropped, because its redaction failed as a whole. */
  lost(): void {
    this.#lostExchanges += 1;
  }

  report(): RedactionReport {
    const rules = this.#rules.report();
    const counts = this.#labels.sorted().map(({ label, times }) => [label, times] as const);
    const failed = counts.flatMap(([label, times]) =>
      label.startsWith(FAILED) ? [[label.slice(FAILED.length), times] as const] : [],
    );
    return {
      exchanges: { ...this.#exchanges },
      neverMatched: rules.filter(({ matches }) => matches === 0),
      matched: rules.filter(({ matches }) => matches > 0),
      redactions: Object.fromEntries(counts.filter(([label]) => !label.startsWith(FAILED))),
      suspiciousNames: this.#names.sorted(),
      moreSuspiciousNames: this.#names.more,
      bodiesShown: { ...this.#bodiesShown },
      bodiesOmitted: this.#omitted.sorted(),
      failedParts: Object.fromEntries([
        ...(this.#lostExchanges > 0 ? [['exchange', this.#lostExchanges] as const] : []),
        ...failed,
      ]),
    };
  }

  #addBody(
    kind: ExchangeKind,
    route: string,
    where: OmittedBodies['where'],
    body: CapturedBody | undefined,
  ): void {
    if (body === undefined || body.byteLength === 0) return;
    const { omitted: reason } = body;
    if (reason === undefined) this.#bodiesShown[kind] += 1;
    else this.#omitted.add(`${kind}\n${route}\n${where}\n${reason}`, { kind, route, where, reason }, 1);
  }
}
