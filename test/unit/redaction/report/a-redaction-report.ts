import type { Exchange } from '../../../../lib/exchange/exchange.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { RedactionReportCollector } from '../../../../lib/redaction/report/redaction-report-collector.js';
import type { RedactionReport } from '../../../../lib/redaction/report/redaction-report.js';
import { emptyRules, type RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { anExchange } from '../an-exchange.js';

/** Redacts exchanges as the module does, and reports on them. */
export class ReportedApp {
  readonly collector: RedactionReportCollector;
  readonly #policy: RedactionPolicy;

  constructor(rules: Partial<RedactionRules> = {}, defaults = true) {
    const all = { ...emptyRules, ...rules };
    this.#policy = new RedactionPolicy({ rules: all, defaults, maxBodyBytes: 65_536 });
    this.collector = new RedactionReportCollector(() => all);
  }

  /** The rules of a route, declared by one decorator. */
  declare(setBy: string, rules: Partial<RedactionRules>): RedactionRules {
    const all = { ...emptyRules, ...rules };
    this.collector.declare(all, [{ setBy, rules: all }]);
    return all;
  }

  add(exchange: Partial<Exchange>, rules?: RedactionRules): this {
    this.#policy
      .redactorFor(rules)
      .redact(anExchange(exchange), (found, tally) => this.collector.add(found, rules, tally));
    return this;
  }

  report(): RedactionReport {
    return this.collector.report();
  }
}
