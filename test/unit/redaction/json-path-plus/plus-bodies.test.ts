import { describe, expect, it } from 'vitest';
import { createRedactor, type RedactorOptions } from '../../../../lib/redaction/create-redactor.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import {
  mergeRules,
  emptyRules,
  type RedactionPath,
} from '../../../../lib/redaction/rules/redaction-rules.js';
import { anExchange, aRequest, json } from '../an-exchange.js';

const M = '"[CLIENT_REDACTED]"';

function plus(path: string): RedactionPath {
  return { path, engine: 'jsonpath-plus' };
}

/** The text that is shown of a body, or why it is not. */
function redacted(
  paths: readonly RedactionPath[],
  body: string,
  { contentType = 'application/json', ...options }: RedactorOptions & { contentType?: string } = {},
): string | undefined {
  const redactor = createRedactor({ requestBody: paths, defaults: false, ...options });
  const { text, omitted } = redactor.redactBody(body, 'request', contentType);
  return text === undefined ? omitted : text;
}

describe('a path with engine jsonpath-plus', () => {
  it.each([
    ['$..password^', '{"a":{"b":{"password":1,"x":2}},"c": 1.0}', `{"a":{"b":${M}},"c": 1.0}`],
    ['$..password^.x', '{"a":{"b":{"password":1,"x":2}},"x":3}', `{"a":{"b":{"password":1,"x":${M}}},"x":3}`],
    ['$..^x', '{"a":{"x":1},"l":[{"x":[2]},3]}', `{"a":{"x":${M}},"l":[{"x":${M}},3]}`],
    ['$.users.*~', '{"users":{"ada":{}},"n":1}', `{"users":${M},"n":1}`],
    ['$..*@string()', '{"a":"x","b":[1,"y",null]}', `{"a":${M},"b":[1,${M},null]}`],
    ['$.l[(@.length-1)]', '{"l":[1,2,3]}', `{"l":[1,2,${M}]}`],
    ["$.a[?(@property === 'pin')]", '{"a":{"pin":1,"x":2}}', `{"a":{"pin":${M},"x":2}}`],
    [
      "$.l[?(@.kind == 'card')].n",
      '{"l":[{"kind":"card","n":1},{"kind":"x","n":2}]}',
      `{"l":[{"kind":"card","n":${M}},{"kind":"x","n":2}]}`,
    ],
    ['$.a^', '{"a":1}', M],
    ['$', ' {"a":1}', ` ${M}`],
    ['$.l.length', '{"l":[1,2]}', '{"l":[1,2]}'],
    ['$..x', '{"a":1.0, "b":1e400,"\\u0061c":"\\u00e9"}', '{"a":1.0, "b":1e400,"\\u0061c":"\\u00e9"}'],
    [
      '$..x',
      '{"\\u0078":1,"a\\"]b":{"x":2},"":{"x":3},"~":{"x":4}}',
      `{"\\u0078":${M},"a\\"]b":{"x":${M}},"":{"x":${M}},"~":{"x":${M}}}`,
    ],
    [
      '$..x',
      '{"2":{"x":1},"1":{"x":2},"y":[[{"x":3}]]}',
      `{"2":{"x":${M}},"1":{"x":${M}},"y":[[{"x":${M}}]]}`,
    ],
  ])('redacts what %s selects, in the bytes', (path, body, text) => {
    expect(redacted([plus(path)], body)).toBe(text);
  });

  it('adds up with other paths, the defaults and its own kind, all seeing the body as it came', () => {
    const body = '{"role":"admin","token":"t","a":{"x":1,"y":2},"b":[{"z":3}],"c":4}';
    const paths = [
      plus('$..x'),
      plus('$..z^'),
      plus("$[?(@property === 'role')]"),
      '$[?@ == "admin"]',
      '$.c',
    ];

    expect(redacted(paths, body, { defaults: true })).toBe(
      `{"role":${M},"token":${M},"a":{"x":${M},"y":2},"b":[${M}],"c":${M}}`,
    );
  });

  it('applies to each text of a stream of them', () => {
    expect(
      redacted([plus('$..x^')], '{"a":{"x":1}}\n{"b":2}\n', { contentType: 'application/x-ndjson' }),
    ).toBe(`{"a":${M}}\n{"b":2}\n`);
    expect(
      redacted([plus('$..x^')], 'data: {"a":{"x":1}}\n\ndata: x\n\n', { contentType: 'text/event-stream' }),
    ).toBe(`data: {"a":${M}}\n\ndata: [CLIENT_REDACTED]\n\n`);
  });

  it('is no reason to read members of prototypes', () => {
    const body = '{"__proto__":{"x":1},"constructor":{"x":2},"toString":{"x":3},"hasOwnProperty":4}';

    expect(redacted([plus('$..x')], body)).toBe(
      `{"__proto__":{"x":${M}},"constructor":{"x":${M}},"toString":{"x":${M}},"hasOwnProperty":4}`,
    );
    expect(redacted([plus('$.*[?(@.constructor === 1)]')], '{"a":[{"constructor":1,"__proto__":2}]}')).toBe(
      `{"a":[${M}]}`,
    );
    expect(redacted([plus('$.*[?(@.constructor)]')], '{"a":[{"b":1}]}')).toBe('jsonpath-plus');
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  it.each([
    ['a name that is a sign of the path', '$.users[*].ssn', '{"users":{"*":{},"bob":{"ssn":"hunter2"}}}'],
    ['a name that is a sign of the path', '$..ssn', '{"..":{},"bob":{"ssn":"hunter2"}}'],
    ['a name that is a sign of the path', '$.a.ssn^', '{"a":{"ssn":{"^":1}}}'],
    ['a name that is a sign of the path', '$.a', '{"b":{"$":1},"a":"hunter2"}'],
    ['a name that is a filter of the path', '$.a[?(@.x)]', '{"a":{"?(@.x)":1,"b":{"x":"hunter2"}}}'],
    ['a name that begins like an escape', '$.a', '{"`a":1,"a":"hunter2"}'],
    ['a name twice in one object', '$.a', '{"a":"hunter2","a":1}'],
    ['a name twice in one object, in two spellings', '$.a', '{"\\u0061":"hunter2","a":1}'],
    ['a name twice, deep inside', '$.a', '{"b":[{"x":1,"x":2}],"a":"hunter2"}'],
    ['half a surrogate pair on the way', '$..a', '{"\\ud800":{"a":"hunter2"}}'],
    ['a filter that throws', '$..[?(@.x.y)]', '{"a":"hunter2"}'],
    ['a filter that meets null', '$..[?(@.x)]', '{"a":null,"b":{"x":"hunter2"}}'],
    ['an element of a string', '$.a[0]', '{"a":"hunter2"}'],
    ['no answer', '$.a', 'null'],
    ['no JSON', '$.a', '{"a":"hunter2"} x'],
    ['too many levels', '$..a', `${'['.repeat(201)}${']'.repeat(201)}`],
    ['too many bytes', '$..a', `{"a":"${'x'.repeat(262_144)}"}`],
    ['too many values', '$..a', `[${'1,'.repeat(25_001)}1]`],
    ['too many places', '$..a', `[${'{"a":1},'.repeat(500)}{"a":1}]`],
  ])('withholds a body with %s: %s', (_what, path, body) => {
    const redactor = createRedactor({ requestBody: [plus(path)], defaults: false });
    const captured = redactor.redactBody(body, 'request', 'application/json');

    expect(captured.text).toBeUndefined();
    expect(captured.omitted).toBe(body.length > 65_536 ? 'truncated' : 'jsonpath-plus');
  });

  it.each([
    ['levels', '$..b', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['places', '$..b', `[${'{"a":1},'.repeat(499)}{"a":1}]`],
  ])('shows a body at the limit of %s', (_what, path, body) => {
    expect(redacted([plus(path)], body)).toBe(body);
  });

  it('redacts as many places as it may', () => {
    const body = `[${'{"a":1},'.repeat(499)}{"a":1}]`;

    expect(redacted([plus('$..a')], body)).toBe(body.replaceAll('1', M));
  });

  it('withholds what it cannot apply to: forms and what was cut', () => {
    const redactor = createRedactor({ requestBody: [plus('$.a')], defaults: false });

    expect(redacted([plus('$.a')], 'a=1&b=2', { contentType: 'application/x-www-form-urlencoded' })).toBe(
      'jsonpath-plus',
    );
    expect(
      redacted([plus('$.a')], '{"a":1,"b":"="}', { contentType: 'application/x-www-form-urlencoded' }),
    ).toBe('jsonpath-plus');
    expect(
      redacted([plus('$.a')], '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--', {
        contentType: 'multipart/form-data; boundary=x',
      }),
    ).toBe('jsonpath-plus');
    expect(redacted([plus('$.a')], 'a', { contentType: 'text/plain' })).toBe('type');
    expect(redactor.redactBody(`{"a":"${'x'.repeat(70_000)}"}`, 'request')).toEqual({
      byteLength: 70_008,
      truncated: true,
      omitted: 'truncated',
    });
  });

  it('withholds values that have no bytes, and bodies in which a client of GraphQL chose the names', () => {
    const rules = { ...emptyRules, requestBody: [plus('$.a')] };
    const message = json({ a: 'hunter2' });
    const policy = new RedactionPolicy({ rules, defaults: false, maxBodyBytes: 1024 });

    const { request } = policy
      .redactorFor()
      .redact(anExchange({ request: aRequest(message), graphql: { documents: [] } }));

    expect(request.body?.text).toBeUndefined();
    expect(request.body?.omitted).toBe('route-unknown');
    expect(createRedactor(rules).redactValue({ a: 'hunter2' }, 'request')).toEqual({
      value: '[CLIENT_REDACTED]',
      omitted: 'jsonpath-plus',
    });
  });

  it('leaves bodies of the other side alone', () => {
    const redactor = createRedactor({ requestBody: [plus('$..x^')], defaults: false });

    expect(redactor.redactBody('{"a":{"x":1}}', 'response').text).toBe('{"a":{"x":1}}');
  });

  it('stops the boot where it is not understood, or where RFC 9535 would do', () => {
    expect(() => createRedactor({ requestBody: [plus('$.a[-1]')] })).toThrow(
      [
        'requestBody[0]: expected a path for jsonpath-plus, got',
        '  $.a[-1]',
        '      ^',
        '  position 4: expected a plain quoted name, an index from 0, a slice, "*", "?(" or "(@.length-1)"',
        '  RFC 9535 reads this path: leave the engine out',
      ].join('\n'),
    );
    // What a JavaScript caller may write.
    const options = JSON.parse('{"requestBody":[{"path":"$.a","engine":"jsonpath"}]}');
    expect(() => createRedactor(options)).toThrow(
      `requestBody[0]: expected a JSONPath (RFC 9535) such as "$.user.email", or { path, engine: 'jsonpath-plus' }, got an object with engine 'jsonpath'.`,
    );
  });

  it.each(['$..password^', '$.users.*~', '$..*@string()', "$.a[?(@property === 'b')]"])(
    'is suggested for %s, which RFC 9535 does not read',
    (path) => {
      expect(() => createRedactor({ requestBody: [path] })).toThrow(
        `only jsonpath-plus reads this: { path: ${JSON.stringify(path)}, engine: 'jsonpath-plus' }`,
      );
    },
  );

  it('is one rule with the same path of the same engine, and another one than that of RFC 9535', () => {
    const one = { ...emptyRules, requestBody: ['$.a', plus('$.a')] };

    expect(
      mergeRules(one, { ...emptyRules, requestBody: [plus('$.a'), plus('$.b'), '$.a'] }).requestBody,
    ).toEqual(['$.a', { path: '$.a', engine: 'jsonpath-plus' }, { path: '$.b', engine: 'jsonpath-plus' }]);
  });
});
