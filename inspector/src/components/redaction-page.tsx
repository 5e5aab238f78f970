import type { RedactionReport } from '../../../lib/redaction/report/redaction-report.js';
import { formatCount } from '../format/quantities.js';
import { redaction } from '../state/redaction.js';
import { NeverMatched, Matched } from './rule-tables.js';
import { OmittedBodiesTable } from './omitted-bodies-table.js';
import { RuleCounts } from './rule-counts.js';
import { Section } from './section.js';
import { SuspiciousNames } from './suspicious-names.js';
import { TryIt } from './try-it.js';

export function RedactionPage() {
  const view = redaction.value;
  return (
    <div class="sheet">
      <h2>Redaction</h2>
      {view?.report && <Summary report={view.report} />}
      {view !== undefined && view.report === undefined && (
        <p class="muted">
          The rules are known in the apps only: each shows them on the inspector it serves itself, or by{' '}
          <code>redactionReport()</code>.
        </p>
      )}
      <div class="columns">
        <div>{view?.report && <Report report={view.report} />}</div>
        <TryIt />
      </div>
    </div>
  );
}

function Summary({ report }: { report: RedactionReport }) {
  const { incoming, outgoing } = report.exchanges;
  const values = Object.values(report.redactions).reduce((sum, count) => sum + count, 0);
  const shown = report.bodiesShown.incoming + report.bodiesShown.outgoing;
  return (
    <p class="muted">
      Since the start: {formatCount(values, 'value')} redacted in {formatCount(incoming, 'request')} and{' '}
      {formatCount(outgoing, 'outgoing call')}; {formatCount(shown, 'body', 'bodies')} shown.
    </p>
  );
}

function Report({ report }: { report: RedactionReport }) {
  const {
    suspiciousNames,
    moreSuspiciousNames,
    neverMatched,
    matched,
    redactions,
    bodiesOmitted,
    failedParts,
  } = report;
  return (
    <>
      <Section
        title="Sensitive-looking names that passed"
        aside={<span class="muted">{suspiciousNames.length}</span>}
      >
        <SuspiciousNames names={suspiciousNames} more={moreSuspiciousNames} />
      </Section>
      <Section title="Rules that never matched" aside={<span class="muted">{neverMatched.length}</span>}>
        <NeverMatched rules={neverMatched} />
      </Section>
      <Section title="Rules that matched" aside={<span class="muted">{matched.length}</span>}>
        <Matched rules={matched} />
      </Section>
      <Section title="Values redacted, defaults included">
        {Object.keys(redactions).length === 0 ? (
          <p class="muted">None so far.</p>
        ) : (
          <RuleCounts counts={redactions} />
        )}
      </Section>
      {bodiesOmitted.length > 0 && (
        <Section title="Bodies withheld" aside={<span class="muted">{bodiesOmitted.length}</span>}>
          <OmittedBodiesTable bodies={bodiesOmitted} />
        </Section>
      )}
      {Object.keys(failedParts).length > 0 && (
        <Section title="Parts left out since their redaction failed">
          <RuleCounts counts={failedParts} />
        </Section>
      )}
    </>
  );
}
