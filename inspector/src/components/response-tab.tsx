import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { BodySection } from './body-section.js';
import { NamedValues } from './named-values.js';

export function ResponseTab({ detail: { exchange, redacted } }: { detail: ExchangeDetail }) {
  const { response } = exchange;
  if (response === undefined) return <p class="muted">There was no answer.</p>;
  return (
    <>
      <BodySection body={response.body} part="response body" redacted={redacted} />
      <NamedValues title="Headers" values={response.headers} part="response header" redacted={redacted} />
    </>
  );
}
