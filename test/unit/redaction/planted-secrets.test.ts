import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Exchange, HeaderMap, WireRequest } from '../../../lib/exchange/exchange.js';
import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import { RedactionPolicy } from '../../../lib/redaction/redaction-policy.js';
import { emptyRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { aBody, anExchange, aRequest } from './an-exchange.js';

const SECRET = 'pl4nted-s3cret-value';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbDRudGVkIn0.pl4nted-s3cret-value';

const policy = new RedactionPolicy({
  rules: {
    ...emptyRules,
    requestBody: ['$.items[*].mine'],
    headers: ['x-mine'],
    query: ['mine'],
    pathParams: ['mine'],
  },
  defaults: true,
  maxBodyBytes: 65_536,
});

function redact(exchange: Partial<Exchange>): RedactedExchange {
  return policy.redactorFor().redact(anExchange(exchange));
}

/** Everything that would leave, with every base64 text in it decoded as well. */
function everythingIn(exchange: RedactedExchange): string {
  const text = JSON.stringify(exchange);
  const decoded = (text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []).map((run) =>
    Buffer.from(run, 'base64').toString('latin1'),
  );
  return [text, decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')), ...decoded].join('\n');
}

function body(
  contentType: string,
  content: string | Uint8Array,
  headers: HeaderMap = {},
): Partial<WireRequest> {
  return { body: aBody(content), headers: { 'content-type': contentType, ...headers } };
}

const PLACES: readonly (readonly [string, Partial<WireRequest>])[] = [
  ['bearer', { headers: { authorization: `Bearer ${SECRET}` } }],
  ['basic', { headers: { authorization: `Basic ${Buffer.from(`bob:${SECRET}`).toString('base64')}` } }],
  ['unknown scheme', { headers: { authorization: `${SECRET} x` } }],
  ['cookie', { headers: { cookie: `sid=${SECRET}; a=${SECRET}` } }],
  ['api key header', { headers: { 'x-api-key': SECRET } }],
  ['configured header', { headers: { 'x-mine': [SECRET, SECRET] } }],
  ['header suffix', { headers: { 'x-some-token': SECRET } }],
  ['JWT in any header', { headers: { 'x-anything': `a ${JWT} b` } }],
  ['referer', { headers: { referer: `https://a:${SECRET}@h/?token=${SECRET}#id_token=${SECRET}` } }],
  ['link', { headers: { link: `<https://h/?token=${SECRET}>; rel="next"` } }],
  ['forwarded uri', { headers: { 'x-original-uri': `/a?password=${SECRET}` } }],
  ['query', { target: `/a?token=${SECRET}&user[password]=${SECRET}&mine=${SECRET}` }],
  ['query after a semicolon', { target: `/a?a=1;token=${SECRET};${SECRET}` }],
  ['query with an encoded name', { target: `/a?%74oken=${SECRET}&api%5Fkey=${SECRET}` }],
  ['nested URL', { target: `/a?next=${encodeURIComponent(`https://h/?token=${SECRET}`)}` }],
  ['nested URL twice', { target: `/a?next=${encodeURIComponent(encodeURIComponent(`/b?token=${SECRET}`))}` }],
  ['JSON in the query', { target: `/a?f=${encodeURIComponent(JSON.stringify({ password: SECRET }))}` }],
  ['userinfo', { target: `http://a:${SECRET}@h/a` }],
  ['unreadable authority', { target: `http://a:x/${SECRET}@h/a` }],
  ['path parameter', { target: `/a/${SECRET}`, pathParams: { mine: SECRET } }],
  ['JWT in the path', { target: `/verify/${JWT}` }],
  ['host', { host: `a:${SECRET}@h` }],
  ['JSON by path', body('application/json', JSON.stringify({ items: [{ mine: { deep: [SECRET] } }] }))],
  ['JSON by name', body('application/json', JSON.stringify({ a: [{ clientSecret: SECRET, b: 1 }] }))],
  ['JSON with an escaped name', body('application/json', `{"p\\u0061ssword":"${SECRET}"}`)],
  ['JSON with duplicate names', body('application/json', `{"token":1,"token":"${SECRET}"}`)],
  ['JSON with an escaped value', body('application/json', `{"a":"${JWT.replace('eyJ', '\\u0065yJ')}"}`)],
  [
    'JSON beside __proto__',
    body('application/json', `{"__proto__":{"password":"${SECRET}"},"constructor":{"token":"${SECRET}"}}`),
  ],
  [
    'JSON 5,000 levels deep',
    body('application/json', `${'{"a":'.repeat(5000)}{"token":"${SECRET}"}${'}'.repeat(5000)}`),
  ],
  ['JSON that is broken', body('application/json', `{"a":1,"b":${SECRET}}`)],
  ['JSON sent as text', body('text/plain', JSON.stringify({ password: SECRET }))],
  ['JSON without a type', { body: aBody(JSON.stringify({ password: SECRET })) }],
  ['JSON in UTF-16', body('application/json', Buffer.from(JSON.stringify({ password: SECRET }), 'utf16le'))],
  [
    'JSON in latin1',
    body('application/json; charset=latin1', Buffer.from(`{"ä":1,"password":"${SECRET}"}`, 'latin1')),
  ],
  [
    'gzip',
    body('application/json', zlib.gzipSync(JSON.stringify({ password: SECRET })), {
      'content-encoding': 'gzip',
    }),
  ],
  [
    'brotli',
    body('application/json', zlib.brotliCompressSync(JSON.stringify({ token: SECRET })), {
      'content-encoding': 'br',
    }),
  ],
  ['JSON lines', body('application/x-ndjson', `{"a":1}\n{"token":"${SECRET}"}\n${SECRET}\n`)],
  ['events', body('text/event-stream', `data: {"token":"${SECRET}"}\n\ndata: ${SECRET}\n\n`)],
  [
    'form',
    body('application/x-www-form-urlencoded', `password=${SECRET}&items[0][mine]=${SECRET}&%E9=${SECRET}`),
  ],
  [
    'JSON in a form',
    body(
      'application/x-www-form-urlencoded',
      `payload=${encodeURIComponent(JSON.stringify({ token: SECRET }))}`,
    ),
  ],
  [
    'multipart',
    body(
      'multipart/form-data; boundary=b',
      ['name="password"', 'name="items[0][mine]"', 'name="f"; filename="a.txt"', 'nothing=""']
        .map((parameters) => `--b\r\nContent-Disposition: form-data; ${parameters}\r\n\r\n${SECRET}\r\n`)
        .join('') + '--b--',
    ),
  ],
  ['GraphQL', body('application/graphql', `{ login(user: "bob", pw: "${SECRET}") { id } } # ${SECRET}`)],
  [
    'GraphQL in JSON',
    body(
      'application/json',
      JSON.stringify({ query: `{ a(b: """${SECRET}""") }`, variables: { password: SECRET } }),
    ),
  ],
  ['text', body('text/plain', SECRET)],
  ['XML', body('application/xml', `<password>${SECRET}</password>`)],
  ['HTML', body('text/html', `<b>${SECRET}</b>`)],
  ['binary', body('application/octet-stream', SECRET)],
  ['unknown type', body(`x/y; a=b`, SECRET)],
];

describe('a planted secret', () => {
  it.each(PLACES)('leaves from nowhere: %s', (_, request) => {
    const redacted = redact({
      ...(request.pathParams && { route: '/a/:mine' }),
      request: aRequest(request),
    });

    const everything = everythingIn(redacted);

    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain(JWT);
  });

  const bodies = PLACES.flatMap(([place, request]) =>
    request.body ? [[place, request, request.body] as const] : [],
  );

  it.each(bodies)('leaves from nowhere, whatever the body is cut to: %s', (_, request, { chunks }) => {
    const [content = ''] = chunks;
    const bytes = Buffer.from(content);

    for (let length = Math.max(1, bytes.length - 60); length < bytes.length; length += 1) {
      const cut = { chunks: [bytes.subarray(0, length)], byteLength: bytes.length, truncated: true };
      const everything = everythingIn(redact({ request: aRequest({ ...request, body: cut }) }));
      // Eight characters of a secret are too many.
      expect(everything).not.toContain(SECRET.slice(0, 8));
    }
  });

  it.each(PLACES)('that the error quotes is masked there too: %s', (_, request) => {
    const rules = redact({
      ...(request.pathParams && { route: '/a/:mine' }),
      rulesKnown: false,
      request: aRequest(request),
      errors: [{ type: 'E', message: `got ${SECRET}`, stack: `E: ${SECRET}\n    at a`, when: new Date(0) }],
    });

    expect(everythingIn(rules)).not.toContain(SECRET);
  });
});
