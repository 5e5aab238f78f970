import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import type { HeaderMap } from '../../../../lib/exchange/exchange.js';
import { redactHeaders } from '../../../../lib/redaction/headers/header-rules.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { deepFreeze } from '../an-exchange.js';

function redact(headers: HeaderMap, configured: readonly string[] = [], defaults = true): HeaderMap {
  const rules = compileRules({ ...emptyRules, headers: configured, query: ['mine'] }, defaults);
  const scope = createExchangeScope(rules);
  return { ...redactHeaders(deepFreeze(headers), { ...rules, maskText: scope.maskText }, scope) };
}

describe('redactHeaders', () => {
  it.each([
    ['x-api-key', 'k-123', '[CLIENT_REDACTED]'],
    ['authorization', 'Bearer abc', 'Bearer [CLIENT_REDACTED]'],
    ['authorization', 'basic dXNlcjpwYXNz', 'basic [CLIENT_REDACTED]'],
    ['authorization', 'hunter2 is my password', '[CLIENT_REDACTED]'],
    ['authorization', 'hunter2', '[CLIENT_REDACTED]'],
    ['authorization', 'Bearer', '[CLIENT_REDACTED]'],
    ['proxy-authorization', 'Digest username="bob"', 'Digest [CLIENT_REDACTED]'],
    ['cookie', 'sid=abc; theme=dark', 'sid=[CLIENT_REDACTED]; theme=[CLIENT_REDACTED]'],
    ['cookie', 'sid=a=b=c', 'sid=[CLIENT_REDACTED]'],
    ['cookie', 'hunter2', '[CLIENT_REDACTED]'],
    ['cookie', 'a="x; hunter 2=z"', 'a=[CLIENT_REDACTED]; [CLIENT_REDACTED]'],
    [
      'set-cookie',
      'sid=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
      'sid=[CLIENT_REDACTED]; Path=/; HttpOnly; SameSite=Lax; Max-Age=60',
    ],
    ['set-cookie', 'sid=abc; data=hunter2', 'sid=[CLIENT_REDACTED]; [CLIENT_REDACTED]'],
    ['set-cookie', 'a=1; Path=/, b=hunter2; HttpOnly', 'a=[CLIENT_REDACTED]; [CLIENT_REDACTED]; HttpOnly'],
    ['set-cookie', 'a=1; Secure, b=hunter2', 'a=[CLIENT_REDACTED]; [CLIENT_REDACTED]'],
    [
      'set-cookie',
      'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=hunter2; Secure',
      'a=[CLIENT_REDACTED]; [CLIENT_REDACTED]; Secure',
    ],
    [
      'set-cookie',
      'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Domain=.example.com; Path=/a/b',
      'a=[CLIENT_REDACTED]; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Domain=.example.com; Path=/a/b',
    ],
    [
      'cookie',
      'a="x; hunter2=="; b="y"; c="; d=1',
      'a=[CLIENT_REDACTED]; [CLIENT_REDACTED]; b=[CLIENT_REDACTED]; c=[CLIENT_REDACTED]; [CLIENT_REDACTED]',
    ],
    ['x-callback-url', 'https://h/cb?mine=hunter2&b=1', 'https://h/cb?mine=[CLIENT_REDACTED]&b=1'],
    ['x-next', '/cb?mine=hunter2', '/cb?mine=[CLIENT_REDACTED]'],
    ['x-proxy-for', 'https://u:hunter2@h/', 'https://h/'],
    [
      'link',
      '</a>; rel="x"; anchor="/b?mine=hunter2", </c>',
      '</a>; rel="x"; anchor="/b?mine=[CLIENT_REDACTED]", </c>',
    ],
    ['referer', 'https://u:p@h.com/a?token=x&b=1', 'https://h.com/a?token=[CLIENT_REDACTED]&b=1'],
    ['location', '/cb#access_token=x&state=1', '/cb#access_token=[CLIENT_REDACTED]&state=1'],
    [
      'link',
      '<https://h/a?token=x>; rel="next", </b?c=1>; rel="prev"',
      '<https://h/a?token=[CLIENT_REDACTED]>; rel="next", </b?c=1>; rel="prev"',
    ],
    ['link', '<https://h/a?token=x', '[CLIENT_REDACTED]'],
    ['refresh', '5; url=/a?token=x', '5; url=/a?token=[CLIENT_REDACTED]'],
    ['x-original-url', '/a?apiKey=x', '/a?apiKey=[CLIENT_REDACTED]'],
    ['x-forwarded-uri', '/a?apiKey=x', '/a?apiKey=[CLIENT_REDACTED]'],
    ['x-debug', 'got AKIAIOSFODNN7EXAMPLE here', 'got [CLIENT_REDACTED] here'],
    ['baggage', 'user=1,access_token=abc', 'user=1,access_token=[CLIENT_REDACTED]'],
  ])('redacts %s: %s', (name, value, redacted) => {
    expect(redact({ [name]: value })).toEqual({ [name]: redacted });
  });

  it.each([
    ['origin', 'https://app.example.com'],
    ['user-agent', 'Mozilla/5.0 (X11; Linux x86_64) author=bob'],
    ['accept', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8'],
    ['referer', 'https://h.com/a?b=1&c=%20d#top'],
    ['www-authenticate', 'Bearer realm="api", error="invalid_request"'],
    ['set-cookie2', 'x'],
    ['etag', 'W/"67ab43"'],
    ['x-callback-url', 'https://h.com/a?b=1&c=%20d#top'],
    ['access-control-allow-origin', 'https://app.example.com'],
    ['content-security-policy', "default-src 'self'; img-src https://h/?mine"],
    ['link', '</a>; rel="preload"; anchor="#top"'],
  ])('leaves %s: %s as it is', (name, value) => {
    expect(redact({ [name]: value })).toEqual({ [name]: value });
  });

  it('goes by the name, never by the value', () => {
    const headers = { 'access-control-request-headers': 'authorization', 'x-header': 'x-api-key' };

    expect(redact(headers, ['x-api-key'])).toEqual(headers);
  });

  it('matches configured names in any case', () => {
    expect(redact({ 'x-session': 'a', 'X-Other': 'b' }, ['X-SESSION', ' x-other '])).toEqual({
      'x-session': '[CLIENT_REDACTED]',
      'x-other': '[CLIENT_REDACTED]',
    });
  });

  it('keeps the number of repeated headers', () => {
    expect(
      redact({ 'set-cookie': ['a=1; Path=/', 'b=2'], 'x-key': ['1', '2'], via: ['p', 'q'] }, ['x-key']),
    ).toEqual({
      'set-cookie': ['a=[CLIENT_REDACTED]; Path=/', 'b=[CLIENT_REDACTED]'],
      'x-key': ['[CLIENT_REDACTED]', '[CLIENT_REDACTED]'],
      via: ['p', 'q'],
    });
  });

  it('redacts only what is configured when the defaults are off', () => {
    const headers = { authorization: 'Bearer abc', 'x-debug': 'AKIAIOSFODNN7EXAMPLE', 'x-mine': 'a' };

    expect(redact(headers, ['x-mine'], false)).toEqual({ ...headers, 'x-mine': '[CLIENT_REDACTED]' });
  });

  it('keeps a header called __proto__ a header', () => {
    const headers: HeaderMap = JSON.parse('{"__proto__":"x","a":"1"}');

    const redacted = redact(headers);

    expect(Object.entries(redacted)).toEqual([
      ['__proto__', 'x'],
      ['a', '1'],
    ]);
  });

  it('does not read a value that is longer than a whole header block', () => {
    expect(redact({ 'x-long': 'a'.repeat(16_385) })).toEqual({ 'x-long': '[CLIENT_REDACTED]' });
  });

  it('cuts a long value after redacting it', () => {
    const redacted = redact({ 'x-long': `${'a'.repeat(8185)} Bearer abcdef` });

    expect(redacted).toEqual({ 'x-long': `${'a'.repeat(8185)} Bearer[CLIENT_REDACTED]` });
  });

  it('keeps at most 128 names', () => {
    const headers = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x-h${index}`, 'v']));

    expect(Object.keys(redact(headers))).toHaveLength(128);
  });
});
