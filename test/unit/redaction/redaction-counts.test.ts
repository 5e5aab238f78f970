import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../lib/exchange/exchange.js';
import type { RedactionRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { aBody, anError, aRequest, json, redact } from './an-exchange.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl';
const JSON_HEADERS = { 'content-type': 'application/json' };

type Case = [
  channel: string,
  exchange: Partial<Exchange>,
  rules: Partial<RedactionRules>,
  counts: Readonly<Record<string, number>>,
];

const cases: readonly Case[] = [
  [
    'a path into the request body',
    { request: aRequest(json({ users: [{ mail: 1 }, { mail: 2 }, {}] })) },
    { requestBody: ['$.users[*].mail', '$.none'] },
    { 'request body $.users[*].mail': 2 },
  ],
  [
    'the same path into both bodies',
    { request: aRequest(json({ a: 1 })), response: { statusCode: 200, ...json({ a: [1, 2] }) } },
    { requestBody: ['$.a'], responseBody: ['$.a'] },
    { 'request body $.a': 1, 'response body $.a': 1 },
  ],
  [
    'two paths to one value',
    { request: aRequest(json({ a: { b: 1 } })) },
    { requestBody: ['$..b', '$.a.b'] },
    { 'request body $..b': 1 },
  ],
  [
    'a default name in bodies',
    { request: aRequest(json({ password: 1, nested: { Password2: [1, 2] } })) },
    {},
    { 'name password': 2 },
  ],
  [
    'a path that is a default name as well',
    { request: aRequest(json({ password: 1 })) },
    { requestBody: ['$.password'] },
    { 'request body $.password': 1 },
  ],
  [
    'fields of a form',
    {
      request: aRequest({
        body: aBody('a%5Bb%5D=1&a.b=2&token=3&other=4'),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    },
    { requestBody: ['$.a.b'] },
    { 'request body $.a.b': 2, 'name token': 1 },
  ],
  [
    'headers, each value of a repeated one',
    {
      request: aRequest({ headers: { 'X-Mine': ['1', '2'], authorization: 'Bearer a1', 'x-a-token': 'b1' } }),
      response: { statusCode: 200, headers: { 'set-cookie': ['a=1', 'b=2'], 'x-api-secret-v2': 'c1' } },
    },
    { headers: ['x-mine'] },
    {
      'header x-mine': 2,
      'header authorization': 1,
      'header *-token': 1,
      'header set-cookie': 2,
      'name api secret': 1,
    },
  ],
  [
    'query parameters',
    { request: aRequest({ target: '/a?Mine=1&mine=2&mine[x]=3&token=4&sig=5&other=6' }) },
    { query: ['mine'] },
    { 'query mine': 3, 'name token': 1, 'name sig': 1 },
  ],
  [
    'a query parameter whose name holds a default, too',
    { request: aRequest({ target: '/a?auth[mine]=1' }) },
    { query: ['mine'] },
    { 'query mine': 1 },
  ],
  [
    'path parameters, once though they stand in URL and path as well',
    {
      route: '/a/:mine/:token',
      request: aRequest({ target: '/a/1/2', pathParams: { mine: '1', token: '2' } }),
    },
    { pathParams: ['MINE'] },
    { 'path param mine': 1, 'name token': 1 },
  ],
  [
    'detectors, by place',
    {
      request: aRequest({
        body: aBody(JSON.stringify({ a: JWT, b: 'ghp_abcdefghijklmnop' })),
        headers: { ...JSON_HEADERS, 'x-note': JWT },
        target: `/a?a=${JWT}`,
      }),
    },
    {},
    { 'detector jwt': 3, 'detector github-token': 1 },
  ],
  [
    'values that come again in errors',
    {
      request: aRequest(json({ mine: 'hunter2' })),
      errors: [anError('hunter2 is not hunter1, hunter2!')],
    },
    { requestBody: ['$.mine'] },
    { 'request body $.mine': 1, value: 2 },
  ],
  [
    'a match that was cut',
    { request: aRequest({ body: aBody('{"mine":{"a":[1,', { truncated: true }), headers: JSON_HEADERS }) },
    { requestBody: ['$.mine', '$.mine.a'] },
    { 'request body $.mine': 1 },
  ],
  [
    'a body that is redacted whole',
    {
      request: aRequest(json([1])),
      response: { statusCode: 200, body: aBody('a=1'), headers: { 'content-type': 'text/csv' } },
    },
    { requestBody: ['$'], responseBody: ['$'] },
    { 'request body $': 1 },
  ],
];

describe('the counts of an exchange', () => {
  it.each(cases)('are exact for %s', (_, exchange, rules, counts) => {
    expect({ ...redact(exchange, rules).redactions }).toEqual(counts);
  });

  it('name no name that a client chose', () => {
    const { redactions } = redact({
      request: aRequest({
        ...json({ canaryPassword: 1, 'canary token': { password: 1 } }),
        target: '/a?canaryToken=1&canary[secret]=2',
        headers: { ...JSON_HEADERS, 'x-canary-token': '1', 'canary-password': '2' },
      }),
    });

    expect(Object.keys(redactions).join()).not.toContain('canary');
  });
});
