import { expect, it } from 'vitest';
import { redactedExchange } from '../../../support/redacted.js';
import { encodedSpan } from './encoded.js';

function keysOf(attributes: Record<string, string>, user?: { id: string }): string[] {
  const identity = user === undefined ? {} : { user };
  const bare = Object.keys(encodedSpan(redactedExchange(identity)).attributes);
  const all = Object.keys(encodedSpan(redactedExchange({ ...identity, attributes })).attributes);
  return all.filter((key) => !bare.includes(key));
}

it.each([
  'http.request.method',
  'http.route',
  'http.request.header.authorization',
  'http.response.header',
  'http.request.body.size',
  'http.response.body.size',
  'upload.body.size',
  'http.request.body.anything',
  'http.request_content_length',
  'http.target',
  'http',
  'http.request',
  'url',
  'server',
  'monoscope',
  'monoscope.sdk_type',
  'code.function',
  'error.type',
  'apitoolkit',
  'apitoolkit.errors',
  'at-project-id',
  'at-project-key',
  '',
])('leaves out a custom attribute %j, which would erase one of ours', (key) => {
  expect(keysOf({ [key]: 'custom' })).toEqual([]);
});

it.each([
  'httpx',
  'http.custom',
  'error',
  'user_agent.name',
  'session.id',
  'url_template',
  'monoscope.custom',
  'codes',
])('keeps the custom attribute %s beside ours', (key) => {
  expect(keysOf({ [key]: 'custom' })).toEqual([key]);
});

it('protects the user only where there is one', () => {
  const attributes = { user: 'x', 'user.id': 'x', 'user.id.hash': 'x', 'user.role': 'x' };

  expect(keysOf(attributes, { id: '7' })).toEqual(['user.role']);
  expect(keysOf({ 'user.id': 'x', 'user.role': 'x' })).toEqual(['user.id', 'user.role']);
});

it('keeps our value where a custom attribute has the same key', () => {
  const span = encodedSpan(redactedExchange({ attributes: { 'http.request.method': 'HACK' } }));

  expect(span.attributes['http.request.method']).toBe('GET');
});

it('leaves out a value that is no attribute value', () => {
  const attributes = JSON.parse('{"nothing":null,"object":{},"mixed":["a",1],"text":"kept"}');

  expect(keysOf(attributes)).toEqual(['text']);
});
