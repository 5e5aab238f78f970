import { describe, expect, it } from 'vitest';
import { redactedExchange } from '../../../support/redacted.js';
import { encodedSpan } from './encoded.js';

describe('the span of an outgoing call', () => {
  const outgoing = redactedExchange({
    kind: 'outgoing',
    parentExchangeId: 'a1b2c3d4e5f60718',
    route: '/todos/:id',
    request: {
      method: 'POST',
      url: 'https://api.stripe.test/todos/7',
      path: '/todos/7',
      host: 'api.stripe.test',
      query: {},
      pathParams: {},
      headers: {},
      body: { contentType: 'application/json', byteLength: 2, truncated: false, text: '{}' },
    },
  });

  it('is linked to the exchange that made it, and has no parent', () => {
    const span = encodedSpan(outgoing);

    expect(span).toMatchObject({
      kind: 'SPAN_KIND_CLIENT',
      parentSpanId: '',
      links: [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'a1b2c3d4e5f60718', flags: 0x101 }],
      flags: 0x101,
      status: { code: 'STATUS_CODE_UNSET', message: '' },
    });
    expect(span.attributes).toEqual({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'http.route': '/todos/:id',
      'url.full': 'https://api.stripe.test/todos/7',
      'url.path': '/todos/7',
      'url.scheme': 'https',
      'server.address': 'api.stripe.test',
      'server.port': 443,
      'http.request.body': 'e30=',
      'monoscope.sdk_type': 'JsAxiosOutgoing',
      'monoscope.msg_id': 'b7ad6b7169203331',
      'monoscope.parent_id': 'a1b2c3d4e5f60718',
    });
  });

  it('does not repeat a link that the exchange has already', () => {
    const link = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'a1b2c3d4e5f60718' };

    const span = encodedSpan({ ...outgoing, links: [link] });

    expect(span.links).toEqual([{ ...link, flags: 0x101 }]);
  });

  it('is a local child when nested', () => {
    const span = encodedSpan({ ...outgoing, parentSpanId: 'a1b2c3d4e5f60718' });

    expect(span).toMatchObject({ parentSpanId: 'a1b2c3d4e5f60718', links: [], flags: 0x101 });
    expect(span.attributes).not.toHaveProperty(['monoscope.parent_id']);
  });

  it('is an error from 400 up', () => {
    const at = (statusCode: number) =>
      encodedSpan({ ...outgoing, response: { statusCode, headers: {} } }).status;

    expect(at(399)).toEqual({ code: 'STATUS_CODE_UNSET', message: '' });
    expect(at(400)).toEqual({ code: 'STATUS_CODE_ERROR', message: '' });
  });

  it('keeps its request visible when there was no answer', () => {
    const { response: _, ...unanswered } = outgoing;
    const error = { type: 'AxiosError', message: 'connect ECONNREFUSED', when: new Date(1785585600200) };

    const span = encodedSpan({ ...unanswered, outcome: 'failed', errors: [error] });

    expect(span.status).toEqual({ code: 'STATUS_CODE_ERROR', message: '' });
    expect(span.attributes).not.toHaveProperty(['http.response.status_code']);
    expect(span.attributes['http.response.body']).toBe('bnVsbA==');
    expect(span.events).toEqual([
      {
        name: 'exception',
        timeUnixNano: 1785585600200000000n,
        attributes: { 'exception.type': 'AxiosError', 'exception.message': 'connect ECONNREFUSED' },
      },
    ]);
  });
});
