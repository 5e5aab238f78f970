import { beforeEach, describe, expect, it } from 'vitest';
import { OutgoingCall, type OutgoingRequest } from '../../../lib/outgoing/outgoing-call.js';
import { ExchangeSink, textOf } from '../../support/exchange-sink.js';

const answer = { statusCode: 200, headers: {}, body: 'answer' };

let sink: ExchangeSink;

beforeEach(() => {
  sink = new ExchangeSink();
});

function begin(request: Partial<OutgoingRequest> = {}, options = {}): OutgoingCall {
  const defaults = {
    method: 'get',
    url: () => 'https://u:p@host:8443/a',
    headers: () => ({}),
    body: undefined,
  };
  const call = OutgoingCall.begin(sink.recorder, { ...defaults, ...request }, options);
  if (call === undefined) throw new Error('the call is not captured');
  return call;
}

describe('OutgoingCall', () => {
  it.each([
    [
      'end, fail, abort',
      ['completed'],
      (call: OutgoingCall) => [call.end(() => answer), call.fail(1), call.abort()],
    ],
    [
      'fail, end, fail',
      ['failed'],
      (call: OutgoingCall) => [call.fail(1), call.end(() => answer), call.fail(2)],
    ],
    [
      'abort, fail, end',
      ['aborted'],
      (call: OutgoingCall) => [call.abort(), call.fail(1), call.end(() => answer)],
    ],
  ])('has one end, the first, of %s', (_ends, outcomes, finish) => {
    finish(begin());

    expect(sink.exchanges.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(sink.only.errors).toHaveLength(sink.only.outcome === 'failed' ? 1 : 0);
  });

  it('names the host without its userinfo, and keeps the URL as it was given', () => {
    begin().end(() => answer);

    expect(sink.only.request).toMatchObject({ method: 'GET', scheme: 'https', host: 'host:8443' });
    expect(sink.only.request.target).toBe('https://u:p@host:8443/a');
  });

  it.each([
    ['no URL at all', '/only/a/path', undefined, 'http'],
    ['an at sign in the query', 'http://host/a?b=c@d', 'host', 'http'],
    ['several at signs', 'HTTPS://u@x:p@[::1]:1/a', '[::1]:1', 'https'],
  ])('reads host and scheme from %s', (_kind, target, host, scheme) => {
    begin({ url: () => target }).end(() => answer);

    expect(sink.only.request.host).toBe(host);
    expect(sink.only.request.scheme).toBe(scheme);
  });

  it('captures the request body as it was when the call began', () => {
    const buffer = Buffer.from('first');
    const call = begin({ body: buffer });

    buffer.write('other');
    call.end(() => answer);

    expect(textOf(sink.only.request.body)).toBe('first');
  });

  it.each([
    ['an ArrayBuffer', new TextEncoder().encode('bytes').buffer, 'bytes'],
    [
      'a view of some of the bytes',
      new Uint16Array(new TextEncoder().encode('--bytes-').buffer, 2, 2),
      'byte',
    ],
    ['a DataView', new DataView(new TextEncoder().encode('bytes').buffer, 1), 'ytes'],
    ['URLSearchParams', new URLSearchParams({ a: 'b c' }), 'a=b+c'],
  ])('captures %s', (_kind, body, text) => {
    begin({ body }).end(() => answer);

    expect(textOf(sink.only.request.body)).toBe(text);
    expect(sink.only.request.body?.byteLength).toBe(text.length);
  });

  it.each([
    ['a file', new Blob(['12345']), {}, 5],
    ['a stream of declared length', new ReadableStream(), { 'content-length': '12' }, 12],
    ['a form of unknown length', new FormData(), {}, undefined],
    ['an object', { parsed: true }, { 'content-length': 'x' }, undefined],
  ])('describes %s, unread', (_kind, body, headers, byteLength) => {
    begin({ body, headers: () => headers }).end(() => answer);

    const expected = byteLength === undefined ? undefined : { chunks: [], byteLength, truncated: true };
    expect(sink.only.request.body).toEqual(expected);
  });

  it('decodes a text by the encoding that it was read with', () => {
    begin().end(() => ({ ...answer, body: 'é', encoding: 'latin1' }));

    expect(sink.only.response?.body).toEqual({
      chunks: [Buffer.from([0xe9])],
      byteLength: 1,
      truncated: false,
    });
  });

  it('counts bodies without capturing them where capture is off', () => {
    sink = new ExchangeSink({ maxRequestBytes: 0, maxResponseBytes: 0 });

    begin({ body: 'request' }).end(() => answer);

    expect(sink.only.request.body).toEqual({ chunks: [], byteLength: 7, truncated: true });
    expect(sink.only.response?.body).toEqual({ chunks: [], byteLength: 6, truncated: true });
  });

  it('says that rules are not known when a path is not valid', () => {
    sink = new ExchangeSink({
      compileRules: () => {
        throw new Error('not valid');
      },
    });

    begin({}, { redactRequestBody: ['$$'], redactHeaders: ['x-a'] }).end(() => answer);

    expect(sink.only.rulesKnown).toBe(false);
    expect(sink.rules[0]?.headers).toEqual(['x-a']);
  });

  it('is not captured when its options cannot be understood', () => {
    const options = JSON.parse('{"redactHeaders":[{}]}');
    const request = { method: 'get', url: () => 'http://host/', headers: () => ({}), body: undefined };

    expect(OutgoingCall.begin(sink.recorder, request, options)).toBeUndefined();
    expect(sink.faults).toMatchObject([
      'internal_error',
      { name: 'OptionMistake', message: expect.stringContaining('redactHeaders') },
    ]);
  });

  it('is given up, counted, when its answer cannot be read', () => {
    const broken = new Error('unreadable');

    begin().end(() => {
      throw broken;
    });

    expect(sink.exchanges).toEqual([]);
    expect(sink.faults).toEqual(['internal_error', broken]);
  });

  it('is not captured once the recorder is closed', () => {
    sink.recorder.close();
    const request = { method: 'get', url: () => 'http://host/', headers: () => ({}), body: undefined };

    expect(OutgoingCall.begin(sink.recorder, request, {})).toBeUndefined();
  });
});
