import type { ReportedRule } from '../../../lib/redaction/report/redaction-report.js';
import { visibleText } from '../format/visible-text.js';

/** What each list looks into, as counts call it. */
const LISTS: Readonly<Record<ReportedRule['list'], string>> = {
  headers: 'header',
  requestBody: 'request body',
  responseBody: 'response body',
  query: 'query',
  pathParams: 'path param',
};

export function NeverMatched({ rules }: { rules: readonly ReportedRule[] }) {
  if (rules.length === 0) return <p class="muted">Every rule matched something.</p>;
  return (
    <table class="table rules">
      <Head last="Why it may be" />
      <tbody>
        {rules.map((rule) => (
          <tr key={keyOf(rule)}>
            <RuleCells rule={rule} />
            <td class="muted">{whyNever(rule)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Matched({ rules }: { rules: readonly ReportedRule[] }) {
  if (rules.length === 0) return <p class="muted">None so far.</p>;
  return (
    <table class="table rules">
      <Head last="Matches" isNumber />
      <tbody>
        {rules.map((rule) => (
          <tr key={keyOf(rule)}>
            <RuleCells rule={rule} />
            <td class="number">{rule.matches.toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ last, isNumber = false }: { last: string; isNumber?: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">Rule</th>
        <th scope="col">Looks into</th>
        <th scope="col">Set by</th>
        <th scope="col" class={isNumber ? 'number' : ''}>
          {last}
        </th>
      </tr>
    </thead>
  );
}

function RuleCells({ rule: { rule, list, setBy } }: { rule: ReportedRule }) {
  return (
    <>
      <td>
        <code>{visibleText(rule)}</code>
      </td>
      <td class="muted">{LISTS[list]}</td>
      <td>{visibleText(setBy)}</td>
    </>
  );
}

function whyNever({ chances, hidden }: ReportedRule): string {
  if (chances === 0) return 'nothing to look into yet';
  const looked = `looked ${chances === 1 ? 'once' : `${chances} times`}`;
  return hidden > 0 ? `${looked}; ${hidden} times another rule hid the place` : `${looked}: a typo?`;
}

function keyOf({ rule, list, setBy }: ReportedRule): string {
  return `${list} ${rule} ${setBy}`;
}
