import { randomBytes } from 'node:crypto';
import type { Exchange } from '../../exchange/exchange.js';

/** Under this route the record is to be found on the server. */
export const TEST_ROUTE = '/apitoolkit-doctor';

/** A request that nobody made: no header, no body, nothing of the app. */
export function testExchange(tags: readonly string[]): Exchange {
  return {
    kind: 'incoming',
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    links: [],
    startedAt: new Date(),
    durationMs: 1,
    outcome: 'completed',
    rulesKnown: true,
    route: TEST_ROUTE,
    tags: [...new Set([...tags, 'doctor'])],
    attributes: {},
    errors: [],
    request: {
      method: 'GET',
      scheme: 'http',
      host: 'localhost',
      target: TEST_ROUTE,
      pathParams: {},
      headers: {},
    },
    response: { statusCode: 200, headers: {} },
  };
}
