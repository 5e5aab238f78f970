import type { RedactedErrorRecord, RedactedExchange } from '../../lib/exchange/redacted-exchange.js';

type Unbranded<T> = { [Key in keyof T as Key extends string ? Key : never]: T[Key] };

/** A small incoming exchange, for tests that begin after redaction; what they are about comes in `overrides`. */
export function redactedExchange(overrides: Partial<Unbranded<RedactedExchange>> = {}): RedactedExchange {
  const exchange: Unbranded<RedactedExchange> = {
    kind: 'incoming',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    links: [],
    startedAt: new Date('2026-08-01T12:00:00.123Z'),
    durationMs: 12.5,
    outcome: 'completed',
    tags: [],
    attributes: {},
    request: {
      method: 'GET',
      url: 'http://api.example.test/users/7',
      path: '/users/7',
      query: {},
      pathParams: {},
      headers: {},
    },
    response: { statusCode: 200, headers: {} },
    errors: [],
    redactions: {},
    ...overrides,
  };
  // The brand exists for the compiler alone, and only the redactor's results carry it.
  return exchange as RedactedExchange;
}

/** An error reported outside any request. */
export function redactedError(overrides: Partial<Unbranded<RedactedErrorRecord>> = {}): RedactedErrorRecord {
  const record: Unbranded<RedactedErrorRecord> = {
    kind: 'error',
    error: { type: 'TypeError', message: 'job failed', when: new Date('2026-08-01T12:00:01.000Z') },
    tags: [],
    attributes: {},
    ...overrides,
  };
  // As above.
  return record as RedactedErrorRecord;
}
