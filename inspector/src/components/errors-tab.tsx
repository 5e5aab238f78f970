import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { formatTimeOfDay } from '../format/time.js';
import { ErrorChain } from './error-chain.js';
import { Section } from './section.js';

export function ErrorsTab({ detail }: { detail: ExchangeDetail }) {
  const { errors } = detail.exchange;
  if (errors.length === 0) return <p class="muted">No error was reported.</p>;
  return (
    <>
      {errors.map((error, index) => (
        <Section
          key={index}
          title={errors.length === 1 ? 'Error' : `Error ${index + 1} of ${errors.length}`}
          aside={<span class="muted">{formatTimeOfDay(error.when)}</span>}
        >
          <ErrorChain error={error} />
        </Section>
      ))}
    </>
  );
}
