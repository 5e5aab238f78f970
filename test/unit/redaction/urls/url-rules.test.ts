import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { emptyRules, type RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import {
  redactRequestUrl,
  type RedactedUrl,
  type RequestUrl,
} from '../../../../lib/redaction/urls/url-rules.js';

const MARKER = '[CLIENT_REDACTED]';

function redactRequest(
  { route, ...request }: Partial<RequestUrl> & { readonly route?: string },
  rules: Partial<RedactionRules> = {},
  defaults = true,
): RedactedUrl {
  const compiled = compileRules({ ...emptyRules, ...rules }, defaults);
  const whole = { scheme: 'https', host: 'h.com', target: '/', pathParams: {}, ...request };
  const { query, pathParams, ...rest } = redactRequestUrl(
    whole,
    route,
    compiled.matchPathParam,
    createExchangeScope(compiled),
  );
  return { ...rest, query: { ...query }, pathParams: { ...pathParams } };
}

describe('redactRequestUrl', () => {
  it('gives the URL in all its forms', () => {
    expect(
      redactRequest({ target: '/a/1?token=x&b=1&b=%32&c', pathParams: { id: '1' }, route: '/a/:id' }),
    ).toEqual({
      url: `https://h.com/a/1?token=${MARKER}&b=1&b=%32&c`,
      path: '/a/1',
      host: 'h.com',
      query: { token: [MARKER], b: ['1', '2'], c: [''] },
      pathParams: { id: '1' },
    });
  });

  it('takes apart an absolute-form target', () => {
    expect(redactRequest({ target: 'http://u:p@other.com/a?b=1' })).toEqual({
      url: 'http://other.com/a?b=1',
      path: '/a',
      host: 'h.com',
      query: { b: ['1'] },
      pathParams: {},
    });
  });

  it('takes two leading slashes for a path, not for a host', () => {
    expect(redactRequest({ target: '//evil.com/a?token=1' })).toMatchObject({
      url: `https://h.com//evil.com/a?token=${MARKER}`,
      path: '//evil.com/a',
    });
  });

  it('withholds everything behind an authority that it cannot read', () => {
    expect(redactRequest({ target: 'http://u:hun/ter2@h/a?b=1' })).toEqual({
      url: `https://h.com/${MARKER}`,
      path: `/${MARKER}`,
      host: 'h.com',
      query: {},
      pathParams: {},
    });
  });

  it('withholds a target that is too long to read', () => {
    expect(redactRequest({ target: `/a?b=${'x'.repeat(70_000)}` })).toMatchObject({
      url: `https://h.com/${MARKER}`,
    });
  });

  it.each([
    ['u:p@h.com:80', 'h.com:80'],
    ['h.com/a?token=x', 'h.com'],
    ['h:a:b', MARKER],
  ])('cleans the host %s', (host, cleaned) => {
    expect(redactRequest({ host })).toMatchObject({ host: cleaned, url: `https://${cleaned}/` });
  });

  it.each([
    ['/a/:id/b/:token', '/a/1/b/s3cret', { id: '1', token: 's3cret' }, `/a/1/b/${MARKER}`],
    ['/a/:token.json', '/a/s3cret.json', { token: 's3cret' }, `/a/${MARKER}.json`],
    ['/a/:id-:token', '/a/x%20y-s3cret', { id: 'x y', token: 's3cret' }, `/a/x%20y-${MARKER}`],
    ['/a/:token/:opt?', '/a/s3cret', { token: 's3cret' }, `/a/${MARKER}`],
    [
      '/a/:token/files/*rest',
      '/a/s3cret/files/b/c',
      { token: 's3cret', rest: 'b/c' },
      `/a/${MARKER}/files/${MARKER}`,
    ],
    ['/a/:token/*', '/a/s3cret/b/c', { token: 's3cret', '*': 'b/c' }, `/a/${MARKER}/${MARKER}`],
    ['/a{/:token}', '/a/s3cret', { token: 's3cret' }, `/${MARKER}`],
    ['/a/:token(\\d+)/b', '/a/12345/b', { token: '12345' }, `/a/${MARKER}`],
    ['/a/:token', '/a/s3cret', {}, `/a/${MARKER}`],
  ])('fills the template %s for %s', (route, target, pathParams, path) => {
    const redacted = redactRequest({ route, target, pathParams });

    expect(redacted.path).toBe(path);
    expect(redacted.url).toBe(`https://h.com${path}`);
    expect(JSON.stringify(redacted)).not.toMatch(/s3cret|12345/);
  });

  it('redacts configured path parameters in any case', () => {
    expect(
      redactRequest(
        { route: '/u/:userId', target: '/u/77', pathParams: { userId: '77' } },
        { pathParams: ['USERID'] },
      ),
    ).toMatchObject({
      path: `/u/${MARKER}`,
      pathParams: { userId: MARKER },
    });
  });

  it('reads configured names without the white space around them', () => {
    expect(
      redactRequest(
        { route: '/u/:id', target: '/u/77?note=a', pathParams: { id: '77' } },
        { query: [' note'], pathParams: ['id '] },
      ),
    ).toMatchObject({ url: `https://h.com/u/${MARKER}?note=${MARKER}`, pathParams: { id: MARKER } });
  });

  it('withholds the path when no route says where the redacted parameter stands', () => {
    expect(redactRequest({ target: '/a/s3cret', pathParams: { token: 's3cret' } })).toMatchObject({
      url: `https://h.com/${MARKER}`,
      path: `/${MARKER}`,
      pathParams: { token: MARKER },
    });
  });

  it('keeps parameters called __proto__ and constructor as they are', () => {
    const { query } = redactRequest({ target: '/a?__proto__=1&constructor=2' });

    expect(Object.entries(query)).toEqual([
      ['__proto__', ['1']],
      ['constructor', ['2']],
    ]);
  });

  it('names an unknown host so that the URL stays absolute', () => {
    const rules = compileRules(emptyRules, true);
    const request: RequestUrl = { scheme: 'http', target: '/a', pathParams: {} };

    const { url, host } = redactRequestUrl(
      request,
      undefined,
      rules.matchPathParam,
      createExchangeScope(rules),
    );

    expect({ url, host }).toEqual({ url: 'http://unknown.invalid/a', host: undefined });
  });
});
