import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../lib/redaction/create-redactor.js';
import { RedactionPolicy } from '../../../lib/redaction/redaction-policy.js';
import { emptyRules, type RedactionRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { anExchange, aRequest, json } from './an-exchange.js';

function policy(rules: Partial<RedactionRules> = {}, defaults = true): RedactionPolicy {
  return new RedactionPolicy({ rules: { ...emptyRules, ...rules }, defaults, maxBodyBytes: 65_536 });
}

describe('RedactionPolicy', () => {
  it('adds the rules of a route to the global ones', () => {
    const redactor = policy({ requestBody: ['$.a'], headers: ['x-a'] }).redactorFor({
      ...emptyRules,
      requestBody: ['$.b'],
      headers: ['x-b'],
    });
    const { body, headers } = json({ a: 1, b: 2, c: 3 });

    const { request } = redactor.redact(
      anExchange({ request: aRequest({ body, headers: { ...headers, 'x-a': '1', 'x-b': '2' } }) }),
    );

    expect(request.body?.text).toBe('{"a":"[CLIENT_REDACTED]","b":"[CLIENT_REDACTED]","c":3}');
    expect({ ...request.headers }).toEqual({
      'content-type': 'application/json',
      'x-a': '[CLIENT_REDACTED]',
      'x-b': '[CLIENT_REDACTED]',
    });
  });

  it('applies request paths to requests and response paths to responses', () => {
    const message = json({ a: 1, b: 2 });

    const { request, response } = policy({ requestBody: ['$.a'], responseBody: ['$.b'] })
      .redactorFor()
      .redact(anExchange({ request: aRequest(message), response: { statusCode: 200, ...message } }));

    expect(request.body?.text).toBe('{"a":"[CLIENT_REDACTED]","b":2}');
    expect(response?.body?.text).toBe('{"a":1,"b":"[CLIENT_REDACTED]"}');
  });

  it('compiles the same rules once, on however many routes they hold', () => {
    const app = policy();
    const plus = { path: '$.a^', engine: 'jsonpath-plus' } as const;
    const route = { ...emptyRules, headers: ['x-a'], requestBody: ['$.a', plus] };
    const redactor = app.redactorFor(route);

    expect(app.redactorFor(route)).toBe(redactor);
    expect(app.redactorFor({ ...route, requestBody: ['$.a', { ...plus }] })).toBe(redactor);
    expect(app.redactorFor({ ...emptyRules })).toBe(app.redactorFor());
  });

  it('keeps rules apart that differ in a list, in an entry or in the engine of a path', () => {
    const app = policy();
    const different: RedactionRules[] = [
      { ...emptyRules, requestBody: ['$.a'] },
      { ...emptyRules, responseBody: ['$.a'] },
      { ...emptyRules, headers: ['$.a'] },
      { ...emptyRules, query: ['$.a'] },
      { ...emptyRules, pathParams: ['$.a'] },
      { ...emptyRules, requestBody: ['$.a', '$.b'] },
      { ...emptyRules, requestBody: [{ path: '$.a^', engine: 'jsonpath-plus' }] },
    ];

    expect(new Set(different.map((rules) => app.redactorFor(rules))).size).toBe(7);
  });

  it('stops on a path that is first seen at run time and not valid', () => {
    expect(() => policy().redactorFor({ ...emptyRules, responseBody: ['$['] })).toThrow(
      /^redactResponseBody\[0\]: /,
    );
  });

  it('never runs with a global path that is not valid', () => {
    expect(() => policy({ requestBody: ['$.ok', 'user..email'] })).toThrow('did you mean `$.user..email`?');
  });
});

describe('createRedactor', () => {
  it('redacts a body by rules and defaults', () => {
    const redactor = createRedactor({ requestBody: ['$.card'], responseBody: ['$.total'] });
    const body = '{"card":1,"total":2,"token":"x"}';

    expect(redactor.redactBody(body, 'request', 'application/json')).toEqual({
      contentType: 'application/json',
      byteLength: 32,
      truncated: false,
      text: '{"card":"[CLIENT_REDACTED]","total":2,"token":"[CLIENT_REDACTED]"}',
    });
    expect(redactor.redactBody(new TextEncoder().encode(body), 'response')).toEqual({
      byteLength: 32,
      truncated: false,
      text: '{"card":1,"total":"[CLIENT_REDACTED]","token":"[CLIENT_REDACTED]"}',
    });
  });

  it('leaves the defaults out on request', () => {
    expect(createRedactor({ defaults: false }).redactBody('{"token":"x"}', 'request').text).toBe(
      '{"token":"x"}',
    );
  });

  it('stops on a path that is not valid, by its own option names', () => {
    expect(() => createRedactor({ requestBody: ['$.a', 'b'] })).toThrow(
      /^requestBody\[1\]: expected a JSONPath/,
    );
  });
});
