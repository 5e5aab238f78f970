import { describe, expect, it } from 'vitest';
import { createRedactor, type RedactorOptions } from '../../../lib/redaction/create-redactor.js';
import { aRequest, json, redact } from './an-exchange.js';

/**
 * What was seen to go wrong where others redact, each test named by the mistake. Two live elsewhere: the time that hostile
 * bodies and paths take is counted in json-path/scaling.test.ts and measured by `npm run bench:redaction`; that nothing is
 * queued, retried or written before it was redacted is shown by test/e2e/leak.test.ts and leak-faults.test.ts, and holds by
 * type: an `Exporter` takes redacted records only.
 */
const M = '[CLIENT_REDACTED]';

function jsonBody(text: string, options: RedactorOptions): string | undefined {
  return createRedactor({ defaults: false, ...options }).redactBody(text, 'request', 'application/json').text;
}

describe('not repeated here, of paths that the body switches off', () => {
  it('a key named like a wildcard changes what the path means', () => {
    const text = '{"users":{"*":{},"bob":{"ssn":"S"}}}';

    expect(jsonBody(text, { requestBody: ['$.users[*].ssn'] })).toBe(
      `{"users":{"*":{},"bob":{"ssn":"${M}"}}}`,
    );
  });

  it.each(['..', '$', '^', '~', '@', '`*', '[0]', '?(@.ssn)', '$.users'])(
    'a key named %j changes what the path means',
    (key) => {
      const members = `${JSON.stringify(key)}:{"ssn":"S"},"bob":{"ssn":"S"}`;

      expect(jsonBody(`{"users":{${members}}}`, { requestBody: ['$.users[*].ssn', '$..ssn'] })).toBe(
        `{"users":{${members.replaceAll('"S"', `"${M}"`)}}}`,
      );
    },
  );

  it('a key spelled like the next token of the path is taken for the step', () => {
    expect(jsonBody('{"a":{"[*]":{},"*":[],"b":[{"c":"S"}]}}', { requestBody: ['$.a.b[*].c'] })).toBe(
      `{"a":{"[*]":{},"*":[],"b":[{"c":"${M}"}]}}`,
    );
  });
});

describe('not repeated here, of paths that match nothing', () => {
  it('an index from the end selects nothing', () => {
    expect(jsonBody('[{"s":1},{"s":2}]', { requestBody: ['$[-1].s'] })).toBe(`[{"s":1},{"s":"${M}"}]`);
  });

  it('a filter of the RFC selects nothing', () => {
    expect(jsonBody('[{"x":1,"s":1},{"s":2}]', { requestBody: ['$[?@.x].s'] })).toBe(
      `[{"x":1,"s":"${M}"},{"s":2}]`,
    );
  });

  it('a typo is accepted', () => {
    expect(() => createRedactor({ requestBody: ['$.users[].ssn'] })).toThrow('requestBody[0]');
    expect(() => createRedactor({ requestBody: ['users.ssn'] })).toThrow('did you mean `$.users.ssn`?');
  });

  it('a filter throws on null, and the body passes', () => {
    expect(
      jsonBody('[null,{"x":null,"s":1},{"x":{"y":2},"s":3}]', { requestBody: ['$[?@.x.y == 2].s'] }),
    ).toBe(`[null,{"x":null,"s":1},{"x":{"y":2},"s":"${M}"}]`);
  });
});

describe('not repeated here, of bodies and paths that take the process', () => {
  it('descendants of descendants try every way to read a nest', () => {
    const levels = 60;
    const text = `${'{"a":'.repeat(levels)}{"password":1}${'}'.repeat(levels)}`;

    expect(jsonBody(text, { requestBody: ['$..a..a..a..a..password'] })).toBe(
      text.replace('"password":1', `"password":"${M}"`),
    );
  });

  it('a thousand levels overflow the stack', () => {
    const text = `${'{"a":'.repeat(5000)}{"password":1}${'}'.repeat(5000)}`;

    expect(jsonBody(text, { requestBody: ['$..password'] })).toBe(
      text.replace('"password":1', `"password":"${M}"`),
    );
  });

  it.each([
    '$..[?(@.constructor.constructor("return process")())]',
    '$[(@.length-1)]',
    '$[?(process.exit())]',
  ])('the expression in %s is run', (path) => {
    expect(() => createRedactor({ requestBody: [path] })).toThrow('requestBody[0]');
  });
});

describe('not repeated here, of what is selected and yet sent', () => {
  it('the value of a header is compared with the list, not its name', () => {
    const { request } = redact(
      { request: aRequest({ headers: { 'x-session': 'abc', 'x-note': 'x-session' } }) },
      { headers: ['X-Session'] },
    );

    expect({ ...request.headers }).toEqual({ 'x-session': M, 'x-note': 'x-session' });
  });

  it('the list for requests is used for responses', () => {
    const { request, response } = redact(
      {
        request: aRequest(json({ a: 1, b: 2 })),
        response: { statusCode: 200, ...json({ a: 1, b: 2 }) },
      },
      { requestBody: ['$.a'], responseBody: ['$.b'] },
    );

    expect(request.body?.text).toBe(`{"a":"${M}","b":2}`);
    expect(response?.body?.text).toBe(`{"a":1,"b":"${M}"}`);
  });

  it.each(['"s"', '1', '1e400', 'true', 'null', '{"x":"s"}', '["s",[]]'])(
    'only strings are masked, not %s',
    (value) => {
      expect(jsonBody(`{"a":${value},"b":1}`, { requestBody: ['$.a'] })).toBe(`{"a":"${M}","b":1}`);
    },
  );

  it('a body that cannot be parsed is returned as it came', () => {
    const redactor = createRedactor({ requestBody: ['$.a'] });

    expect(redactor.redactBody("{'a':'S'}", 'request', 'application/json')).toEqual({
      contentType: 'application/json',
      byteLength: 9,
      truncated: false,
      omitted: 'unparseable',
      text: '{',
    });
  });

  it('the parsed form is redacted, and the raw one sent', () => {
    const redactor = createRedactor({ requestBody: ['$.card.number'], defaults: false });
    const form = 'card%5Bnumber%5D=4111&card[number]=4222&card.number=4333&name=Ada';

    expect(redactor.redactBody(form, 'request', 'application/x-www-form-urlencoded').text).toBe(
      `card%5Bnumber%5D=${M}&card[number]=${M}&card.number=${M}&name=Ada`,
    );
  });

  it('the size is capped before redaction only', () => {
    const text = jsonBody(`[${'1,'.repeat(30_000)}1]`, { requestBody: ['$[*]'] });

    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(65_536);
    expect(Buffer.byteLength(text ?? '')).toBeGreaterThan(65_000);
    expect(text).not.toContain('1');
  });

  it('a search for the name in the text overlooks its escapes', () => {
    expect(jsonBody(String.raw`{"p\u0061ssword":"S","author":"\u0053"}`, { defaults: true })).toBe(
      String.raw`{"p\u0061ssword":"${M}","author":"\u0053"}`,
    );
  });

  it('a quote astray in a part that no path reaches swallows the secret', () => {
    for (const astray of [
      '{"dead":{"x":"y"",z"},"a":"S"}',
      '{"dead":["\\"],"a":"S"}',
      '{"dead":{"x" "y"},"a":"S"}',
    ]) {
      const { text, omitted } = createRedactor({ requestBody: ['$.a'], defaults: false }).redactBody(
        astray,
        'request',
        'application/json',
      );

      expect(omitted).toBe('unparseable');
      expect(text).not.toContain('S');
    }
  });
});

describe('not repeated here, of what is done to live objects', () => {
  it('__proto__ is assigned on a copy', () => {
    const value: unknown = JSON.parse('{"a":{"__proto__":{"admin":true},"b":1}}');

    const { value: redacted } = createRedactor({ requestBody: ['$.a.b'] }).redactValue(value, 'request');

    expect(JSON.stringify(redacted)).toBe(`{"a":{"__proto__":{"admin":true},"b":"${M}"}}`);
    expect(redacted).not.toHaveProperty('a.admin');
  });

  it('copying a thousand levels overflows the stack', () => {
    let value: unknown = { a: 1 };
    for (let level = 0; level < 100_000; level += 1) value = { next: value };

    const { omitted } = createRedactor({ requestBody: ['$..a'] }).redactValue(value, 'request');

    expect(omitted).toBe('depth');
  });

  it('live objects change when wildcard and index paths overlap', () => {
    const items = [{ card: { number: '4111' } }, { card: { number: '4222' } }];
    const paths = ['$.items[*].card.number', '$.items[0].card', '$.items[0]'];

    const { value } = createRedactor({ requestBody: paths }).redactValue({ items }, 'request');

    expect(value).toEqual({ items: [M, { card: { number: M } }] });
    expect(items).toEqual([{ card: { number: '4111' } }, { card: { number: '4222' } }]);
  });
});
