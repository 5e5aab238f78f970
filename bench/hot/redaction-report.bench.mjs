import { RedactionReportCollector } from '../../build/redaction/report/redaction-report-collector.js';
import { exchanges } from './exchanges.mjs';
import { exchangeRedactor } from './redactor-of-module.mjs';

export const bench = {
  title: 'all of a small GET, and what was found in it added to the report',
  contestants(random) {
    const noRules = { headers: [], requestBody: [], responseBody: [], query: [], pathParams: [] };
    const report = new RedactionReportCollector(() => noRules);
    const redactor = exchangeRedactor();
    const note = (exchange, tally) => report.add(exchange, noRules, tally);
    const next = exchanges('get', random);
    return [
      { name: 'redacted and reported', call: () => redactor.redact(next(), note) },
      { name: 'redacted alone', call: () => redactor.redact(next()) },
    ];
  },
};
