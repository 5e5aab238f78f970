import type { CapturedBody, RedactedExchange, RedactedRecord } from '../exchange/redacted-exchange.js';

/** The record without the texts of its bodies, which say that they were left out; itself where it has none. */
export function withoutBodies(record: RedactedRecord): RedactedRecord {
  if (record.kind === 'error' || !hasBody(record)) return record;
  const { request, response } = record;
  return {
    ...record,
    request: { ...request, ...(request.body && { body: emptied(request.body) }) },
    ...(response && { response: { ...response, ...(response.body && { body: emptied(response.body) }) } }),
  };
}

function hasBody({ request, response }: RedactedExchange): boolean {
  return request.body?.text !== undefined || response?.body?.text !== undefined;
}

function emptied({ text, ...body }: CapturedBody): CapturedBody {
  return text === undefined ? body : { ...body, truncated: true, omitted: 'overload' };
}
