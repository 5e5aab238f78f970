import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { formatCount } from '../format/quantities.js';
import { openCalls } from '../state/detail.js';
import { Section } from './section.js';
import { Waterfall } from './waterfall.js';

export function CallsTab({ detail: { summary } }: { detail: ExchangeDetail }) {
  const calls = openCalls.value;
  if (calls.length === 0)
    return <p class="muted">This request made no call through an observed HTTP client.</p>;
  return (
    <Section title="Outgoing calls" aside={<span class="muted">{formatCount(calls.length, 'call')}</span>}>
      <Waterfall request={summary} calls={calls} />
    </Section>
  );
}
