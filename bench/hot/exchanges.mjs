import { headerMap, inTurn, smallBody, body2Kb, target } from './inputs.mjs';

/** Settled exchanges as the recorder hands them on: a small GET, or a POST with 2 KB in both directions. */
export function exchanges(kind, random) {
  const bodyOf = kind === 'get' ? () => undefined : () => body2Kb(random);
  const answerOf = kind === 'get' ? smallBody : () => body2Kb(random);
  return inTurn((index) => exchange(index, bodyOf(index), answerOf(index)));
}

function exchange(index, requestBody, responseBody) {
  return {
    kind: 'incoming',
    traceId: index.toString(16).padStart(32, '1'),
    spanId: index.toString(16).padStart(16, '1'),
    links: [],
    startedAt: new Date(),
    durationMs: 12.5,
    outcome: 'completed',
    route: '/api/v1/orders/:id',
    controller: 'OrdersController',
    handler: 'findOne',
    rulesKnown: true,
    tags: [],
    attributes: {},
    request: {
      method: requestBody === undefined ? 'GET' : 'POST',
      scheme: 'http',
      host: 'api.example.test',
      target: target(index),
      pathParams: { id: String(1000 + index) },
      headers: headerMap(index, requestBody?.length),
      ...(requestBody && { body: wireBody(requestBody) }),
      clientAddress: '203.0.113.9',
      httpVersion: '1.1',
    },
    response: {
      statusCode: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'x-powered-by': 'Express' },
      body: wireBody(responseBody),
    },
    errors: [],
  };
}

function wireBody(bytes) {
  return { chunks: [bytes], byteLength: bytes.length, truncated: false };
}
