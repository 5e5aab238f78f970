import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../lib/exchange/exchange.js';
import { redactedPlaces } from '../../../../lib/inspector/places/redacted-places.js';
import type { RedactedPlace } from '../../../../lib/inspector/inspector-api.js';
import type { PersonalValue } from '../../../../lib/redaction/detectors/personal-values.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { emptyRules, type RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { aBody, anExchange, aRequest, json } from '../../redaction/an-exchange.js';

/** The places of an exchange after its redaction, by the rules that redacted it. */
function placesOf(
  exchange: Partial<Exchange>,
  rules: Partial<RedactionRules> = {},
  values: readonly PersonalValue[] = [],
): readonly RedactedPlace[] {
  const policy = new RedactionPolicy({
    rules: { ...emptyRules, ...rules },
    defaults: true,
    values,
    maxBodyBytes: 65_536,
  });
  return redactedPlaces(policy.redactorFor().redact(anExchange(exchange)), policy.rulesWith());
}

const posted = (value: unknown): Partial<Exchange> => ({ request: aRequest(json(value)) });

describe('the places of an exchange', () => {
  it('are named by the path that selects them', () => {
    const places = placesOf(
      posted({ card: { number: 1, holder: 'x' }, items: [{ 'a b': 1 }, { 'a b': 2 }], total: 3 }),
      { requestBody: ['$.card', "$.items[*]['a b']"] },
    );

    expect(places).toEqual([
      { part: 'request body', at: "$['card']", rules: ['request body $.card'] },
      { part: 'request body', at: "$['items'][0]['a b']", rules: ["request body $.items[*]['a b']"] },
      { part: 'request body', at: "$['items'][1]['a b']", rules: ["request body $.items[*]['a b']"] },
    ]);
  });

  it('are named by all paths that select them, the one that is counted first', () => {
    const places = placesOf(posted({ user: { note: 'x' } }), {
      requestBody: ['$.user.note', '$..note', '$.other'],
    });

    expect(places).toEqual([
      {
        part: 'request body',
        at: "$['user']['note']",
        rules: ['request body $.user.note', 'request body $..note'],
      },
    ]);
  });

  it('are named by a default name', () => {
    expect(placesOf(posted({ a: [{ userPassword: 'x' }], secretary: 'y' }))).toEqual([
      { part: 'request body', at: "$['a'][0]['userPassword']", rules: ['name password'] },
    ]);
  });

  it('are named by the detector, which is all that the counts leave over', () => {
    const value = {
      note: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz',
      password: 'p',
      mail: 'ann@example.com',
    };

    const places = placesOf(posted(value), {}, ['email']);

    expect(places.map(({ at }) => at)).toEqual(["$['note']", "$['password']", "$['mail']"]);
    expect(places[1]?.rules).toEqual(['name password']);
    expect(places[0]?.rules.every((rule) => rule.startsWith('detector '))).toBe(true);
    expect(places[0]?.rules).toHaveLength(2);
  });

  it('are normalized paths, whatever names there are', () => {
    const places = placesOf(posted({ "it's": { 'a\\b': 1, '\u0007\n': 2, '😀"': 3 } }), {
      requestBody: ['$.*.*'],
    });

    expect(places.map(({ at }) => at)).toEqual([
      String.raw`$['it\'s']['a\\b']`,
      String.raw`$['it\'s']['\u0007\n']`,
      `$['it\\'s']['😀"']`,
    ]);
  });

  it('of a whole body', () => {
    expect(placesOf(posted({ a: 1 }), { requestBody: ['$'] })).toEqual([
      { part: 'request body', at: '$', rules: ['request body $'] },
    ]);
  });

  it('of a body that was cut, as far as it goes', () => {
    const text = '{"password":"x","list":[{"pin":1},{"pin":2},{"no';
    const request = aRequest({
      body: aBody(text, { truncated: true }),
      headers: { 'content-type': 'application/json' },
    });

    expect(placesOf({ request }).map(({ at }) => at)).toEqual([
      "$['password']",
      "$['list'][0]['pin']",
      "$['list'][1]['pin']",
    ]);
  });

  it('of lines, by their number', () => {
    const request = aRequest({
      body: aBody('{"a":1}\n{"password":"x"}\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });

    expect(placesOf({ request })).toEqual([
      { part: 'request body', at: "$[1]['password']", rules: ['name password'] },
    ]);
  });

  it('of forms, by the name of the field', () => {
    const request = aRequest({
      body: aBody('user[card]=1&password=x&a=b'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

    expect(placesOf({ request }, { requestBody: ['$.user.card'] })).toEqual([
      { part: 'request body', at: "$['user[card]']", rules: ['request body $.user.card'] },
      { part: 'request body', at: "$['password']", rules: ['name password'] },
    ]);
  });

  it('of text, which has no places of its own', () => {
    const request = aRequest({
      body: aBody('hello, password=hunter2'),
      headers: { 'content-type': 'text/plain' },
    });

    const [place, ...others] = placesOf({ request });

    expect(others).toEqual([]);
    expect(place).toMatchObject({
      part: 'request body',
      at: '$',
      rules: [expect.stringMatching(/^detector /)],
    });
  });

  it('of headers, the query, path parameters and the path', () => {
    const request = aRequest({
      target: '/users/7/files?token=x&page=2&trace=y',
      pathParams: { id: '7' },
      headers: { authorization: 'Bearer abc', cookie: 'a=1; b=2', 'x-device': 'd', accept: '*/*' },
    });
    const response = { statusCode: 200, headers: { 'set-cookie': ['a=1', 'b=2'] } };

    const places = placesOf(
      { request, response, route: '/users/:id/files' },
      { headers: ['X-Device'], query: ['Trace'], pathParams: ['id'] },
    );

    expect(places).toEqual([
      { part: 'request header', at: 'authorization', rules: ['header authorization'] },
      { part: 'request header', at: 'cookie', rules: ['header cookie'] },
      { part: 'request header', at: 'x-device', rules: ['header x-device'] },
      { part: 'query', at: 'token', rules: ['name token'] },
      { part: 'query', at: 'trace', rules: ['query trace'] },
      { part: 'path param', at: 'id', rules: ['path param id'] },
      { part: 'url', at: 'path', rules: ['path param id'] },
      { part: 'response header', at: 'set-cookie', rules: ['header set-cookie'] },
    ]);
  });

  it('of values whose filter looked at what was redacted are named by what the counts leave over', () => {
    const places = placesOf(posted([{ kind: 'x', note: 'n' }]), {
      requestBody: ["$[?@.kind=='x'].kind", "$[?@.kind=='x'].note"],
    });

    expect(places).toEqual([
      {
        part: 'request body',
        at: "$[0]['kind']",
        rules: ["request body $[?@.kind=='x'].kind", "request body $[?@.kind=='x'].note"],
      },
      {
        part: 'request body',
        at: "$[0]['note']",
        rules: ["request body $[?@.kind=='x'].kind", "request body $[?@.kind=='x'].note"],
      },
    ]);
  });

  it('are none where nothing was redacted', () => {
    expect(placesOf(posted({ a: 1 }))).toEqual([]);
  });

  it('that a client wrote itself have no rule', () => {
    expect(placesOf(posted({ a: '[CLIENT_REDACTED]' }))).toEqual([
      { part: 'request body', at: "$['a']", rules: [] },
    ]);
  });

  it('of another process are told without rules', () => {
    const redacted = new RedactionPolicy({ rules: emptyRules, defaults: true, maxBodyBytes: 65_536 })
      .redactorFor()
      .redact(anExchange(posted({ password: 'x' })));

    expect(redactedPlaces(redacted)).toEqual([{ part: 'request body', at: "$['password']", rules: [] }]);
  });
});
