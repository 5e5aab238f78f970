import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { BodySection } from './body-section.js';
import { NamedValues } from './named-values.js';

export function RequestTab({ detail: { exchange, redacted } }: { detail: ExchangeDetail }) {
  const { query, pathParams, headers, body } = exchange.request;
  return (
    <>
      <NamedValues title="Query" values={query} part="query" redacted={redacted} />
      <NamedValues title="Path parameters" values={pathParams} part="path param" redacted={redacted} />
      <BodySection body={body} part="request body" redacted={redacted} />
      <NamedValues title="Headers" values={headers} part="request header" redacted={redacted} />
    </>
  );
}
