import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import { redactedExchange } from '../../support/redacted.js';

const JSON_BODY = {
  contentType: 'application/json',
  byteLength: 15,
  truncated: false,
  text: '{"item":"book"}',
};

/** An incoming exchange that has everything. */
export const incoming: RedactedExchange = redactedExchange({
  parentSpanId: 'c0ffee0000000001',
  durationMs: 1_234.5678,
  route: '/users/:id',
  controller: 'UsersController',
  handler: 'findOne',
  tags: ['beta', 'eu'],
  user: { id: 7, email: 'ada@example.test' },
  tenant: { id: 't1' },
  attributes: {
    'app.plan': 'gold',
    'app.seats': 5,
    'app.ratio': 0.5,
    'app.trial': false,
    'app.parts': ['a', 'b'],
  },
  request: {
    method: 'post',
    url: 'https://api.example.test:8443/users/7?page=2',
    path: '/users/7',
    host: 'api.example.test:8443',
    query: { page: ['2'] },
    pathParams: { id: '7' },
    headers: { 'user-agent': 'curl/8', accept: ['text/html', 'application/json'] },
    body: JSON_BODY,
    clientAddress: '192.0.2.7',
    httpVersion: '1.1',
  },
  response: { statusCode: 500, headers: { 'content-type': 'application/json' }, body: JSON_BODY },
  errors: [
    {
      type: 'TypeError',
      message: 'no stock',
      stack: '    at find (orders.ts:1:2)',
      when: new Date('2026-08-01T12:00:00.456Z'),
      cause: { type: 'Error', message: 'down', when: new Date('2026-08-01T12:00:00.455Z') },
    },
  ],
});

/** The same where an instrumentation of OpenTelemetry made a server span. */
export const joined: RedactedExchange = { ...incoming, localSpanId: 'c0ffee0000000001' };

/** A request whose `traceparent` became a link. */
export const linked: RedactedExchange = redactedExchange({
  links: [{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }],
});

/** A call without an answer, tied to the request that made it. */
export const unanswered: RedactedExchange = withoutResponse(
  redactedExchange({
    kind: 'outgoing',
    outcome: 'failed',
    parentExchangeId: 'a1b2c3d4e5f60718',
    errors: [{ type: 'AxiosError', message: 'timeout', when: new Date('2026-08-01T12:00:01Z') }],
  }),
);

/** A call below the request that made it. */
export const nested: RedactedExchange = redactedExchange({
  kind: 'outgoing',
  parentExchangeId: 'a1b2c3d4e5f60718',
  parentSpanId: 'a1b2c3d4e5f60718',
  response: { statusCode: 404, headers: {} },
});

function withoutResponse({ response: _response, ...rest }: RedactedExchange): RedactedExchange {
  return rest;
}
