import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { PlacesTable } from './places-table.js';
import { RuleCounts } from './rule-counts.js';
import { Section } from './section.js';

export function RedactionsTab({ detail: { exchange, redacted } }: { detail: ExchangeDetail }) {
  const isNothing = Object.keys(exchange.redactions).length === 0 && redacted.length === 0;
  if (isNothing) return <p class="muted">Nothing was redacted here.</p>;
  return (
    <>
      <Section title="Rules that matched">
        <RuleCounts counts={exchange.redactions} />
      </Section>
      {redacted.length > 0 && (
        <Section title="Where" aside={<span class="muted">{redacted.length}</span>}>
          <PlacesTable places={redacted} />
        </Section>
      )}
    </>
  );
}
