import { gzipSync } from 'node:zlib';
import type { AttributeValue } from '../../../../lib/exchange/attribute-value.js';
import type { ErrorReport } from '../../../../lib/exchange/error-report.js';
import type { Exchange, HeaderMap, WireBody } from '../../../../lib/exchange/exchange.js';
import { SeededRandom } from './seeded-random.js';

/** What the app may not say in our place: attributes of these names must not come out. */
export const FORBIDDEN_NAMES = [
  'http.route',
  'http',
  'http.request.body',
  'http.response.body.deep',
  'url.full.deep',
  'monoscope.tags',
  'monoscope.msg_id',
  'at-project-key',
  'apitoolkit.sdk',
  'error.type',
  'x.body.size',
  'request_content_length',
];

/** An exchange such as no app and no client should make; the same one for a seed. */
export function hostileExchange(random: SeededRandom): Exchange {
  const incoming = random.chance(0.6);
  const parentExchangeId = !incoming && random.chance(0.5) ? random.hex(16) : undefined;
  const outcome = random.pick(['completed', 'completed', 'aborted', 'failed'] as const);
  return {
    kind: incoming ? 'incoming' : 'outgoing',
    traceId: random.hex(32),
    spanId: random.hex(16),
    ...(random.chance(0.3) && { parentSpanId: random.hex(16) }),
    ...(parentExchangeId !== undefined && { parentExchangeId }),
    links: random.list(0.1, 2, () => ({ traceId: random.hex(32), spanId: random.hex(16) })),
    startedAt: new Date(random.upTo(7_000_000_000_000)),
    durationMs: random.pick([0, -1, NaN, Infinity, 0.000_001, random.upTo(1e9), random.next() * 100]),
    outcome,
    rulesKnown: random.chance(0.9),
    ...(random.chance(0.8) && { route: random.pick(['', '/users/:id', hostileText(random)]) }),
    ...(random.chance(0.5) && { controller: hostileText(random) }),
    ...(random.chance(0.5) && { handler: hostileText(random) }),
    tags: random.list(0.3, 4, () => hostileText(random)),
    ...(random.chance(0.3) && { user: identity(random) }),
    ...(random.chance(0.2) && { tenant: identity(random) }),
    attributes: hostileAttributes(random),
    errors: random.list(0.2, 2, () => hostileError(random, 3)),
    request: {
      method: random.pick(['GET', 'POST', 'm-search', '', 'ſ', hostileText(random)]),
      scheme: random.pick(['http', 'https'] as const),
      ...(random.chance(0.9) && { host: random.pick([...HOSTS, hostileText(random)]) }),
      target: random.pick([
        ...TARGETS,
        `/${hostileText(random)}?${hostileText(random)}`,
        hostileText(random),
      ]),
      pathParams: hostileRecord(random, 2, () => hostileText(random)),
      ...message(random),
      ...(random.chance(0.5) && { clientAddress: random.pick(['203.0.113.9', '::1', hostileText(random)]) }),
      ...(random.chance(0.5) && { httpVersion: random.pick(['1.0', '1.1', '2.0']) }),
    },
    ...(random.chance(0.9) && {
      response: { statusCode: random.pick([100, 200, 204, 301, 404, 499, 500, 599]), ...message(random) },
    }),
  };
}

export function hostileError(random: SeededRandom, depth: number): ErrorReport {
  return {
    type: random.pick(['Error', 'TypeError', '__proto__', hostileText(random)]),
    message: random.pick(['', 'boom', '{"a":1}', ' {', hostileText(random)]),
    ...(random.chance(0.5) && { stack: `    at ${hostileText(random)} (a.js:1:2)` }),
    when: new Date(random.upTo(7_000_000_000_000)),
    ...(depth > 0 && random.chance(0.3) && { cause: hostileError(random, depth - 1) }),
  };
}

export function hostileAttributes(random: SeededRandom): Record<string, AttributeValue> {
  const values: (() => AttributeValue)[] = [
    () => hostileText(random),
    () =>
      random.pick([0, -0, 1, -1, 2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 53, 1e308, 5e-324, NaN, -Infinity, 0.1]),
    () => random.chance(0.5),
    () => random.list(0.8, 3, () => hostileText(random)),
  ];
  const own = hostileRecord(random, 3, () => random.pick(values)());
  if (random.chance(0.8)) return own;
  return { ...own, [random.pick(FORBIDDEN_NAMES)]: hostileText(random) };
}

const HOSTS = [
  'api.example.test',
  'api.example.test:8443',
  '[::1]:3000',
  '[fe80::1',
  'a:b:c',
  ':80',
  'a:99999999',
];
const TARGETS = [
  '/',
  '*',
  '/users/7?x=1&x=2&password=hunter2#frag',
  '//evil.test/a?b',
  'http://u:p@other.test:81/a?token=1',
  '/%',
  '/%ff%00?%E0%A4=%',
  '/a?__proto__=1&constructor=2',
  `/${'a'.repeat(3_000)}`,
];
const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/problem+json',
  'application/json; charset=utf-16le',
  'text/plain',
  'text/html; charset=latin1',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=edge',
  'application/graphql',
  'application/octet-stream',
  'image/png',
  'application/xml',
  'text/event-stream',
  'nonsense',
  ';;=',
];
const FRAGMENTS = [
  'plain',
  'two words',
  '\ud800',
  '\udc00',
  '\ude00\ud83d',
  '😀',
  'é',
  '\0',
  '\r\n',
  '\u2028',
  '\ufeff',
  '\ufffd',
  '"',
  '\\',
  '%',
  '%00',
  '<script>',
  '__proto__',
  'constructor',
  'toString',
  '{"a":1}',
  '[',
  'password=hunter2',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl',
  '4111111111111111',
  'ada@example.test',
  'x'.repeat(63),
  'y'.repeat(130),
];

/** Mostly short: a run of a million has to end. */
export function hostileText(random: SeededRandom): string {
  let text = '';
  for (let left = random.upTo(4); left > 0; left -= 1)
    text += random.chance(0.2) ? String.fromCharCode(random.upTo(65_536)) : random.pick(FRAGMENTS);
  return random.chance(0.001) ? text.repeat(random.upTo(200)) : text;
}

/** No two names that are the same once they are well-formed: in an app they could be, and one would win. */
function hostileRecord<T>(random: SeededRandom, most: number, valueOf: () => T): Record<string, T> {
  const names = random.list(0.5, most, () => hostileText(random).toLowerCase());
  const distinct = new Map(names.map((name) => [wellFormed(name), name]));
  return Object.fromEntries([...distinct.values()].map((name) => [name, valueOf()]));
}

export function wellFormed(text: string): string {
  return text.toWellFormed();
}

function identity(random: SeededRandom): { id?: string | number; email?: string; name?: string } {
  return {
    ...(random.chance(0.8) && { id: random.pick([0, -1, 1.5, 2 ** 60, hostileText(random)]) }),
    ...(random.chance(0.5) && { email: hostileText(random) }),
    ...(random.chance(0.5) && { name: hostileText(random) }),
  };
}

function message(random: SeededRandom): { headers: HeaderMap; body?: WireBody } {
  const headers: Record<string, string | readonly string[]> = hostileRecord(random, 4, () =>
    random.chance(0.2) ? random.list(1, 3, () => hostileText(random)) : hostileText(random),
  );
  if (random.chance(0.001)) for (let at = 0; at < 300; at += 1) headers[`x-${at}`] = 'v';
  if (random.chance(0.3)) return { headers };
  headers['content-type'] = random.pick(CONTENT_TYPES);
  let bytes = bodyBytes(random);
  if (random.chance(0.05)) {
    headers['content-encoding'] = random.pick(['gzip', 'br', 'gzip, gzip', 'unknown']);
    if (random.chance(0.7)) bytes = gzipSync(bytes);
  }
  const end = random.chance(0.2) ? random.upTo(bytes.length) : bytes.length;
  const more = random.chance(0.1) ? random.upTo(1e6) : bytes.length - end;
  return {
    headers,
    body: {
      chunks: chunked(random, bytes.subarray(0, end)),
      byteLength: end + more,
      truncated: more > 0,
    },
  };
}

function bodyBytes(random: SeededRandom): Uint8Array {
  switch (random.upTo(6)) {
    case 0:
      return Buffer.from(Array.from({ length: random.upTo(60) }, () => random.upTo(256)));
    case 1:
      return Buffer.from(hostileText(random));
    case 2:
      return Buffer.from(`a=${encodeURIComponent(wellFormed(hostileText(random)))}&password=hunter2&&=&b`);
    case 3:
      return Buffer.from(
        `--edge\r\nContent-Disposition: form-data; name="${wellFormed(hostileText(random))}"\r\n\r\nv\r\n--edge--`,
      );
    default: {
      const json = JSON.stringify(jsonValue(random, 3)) ?? 'null';
      return Buffer.from(random.chance(0.002) ? `[${Array(200).fill(json).join()}]` : json);
    }
  }
}

function jsonValue(random: SeededRandom, depth: number): unknown {
  const kind = random.upTo(depth > 0 ? 7 : 4);
  if (kind === 0) return hostileText(random);
  if (kind === 1) return random.pick([0, -0.5, 1e21, 2 ** 53, 1e-7]);
  if (kind === 2) return random.pick([true, false, null]);
  if (kind === 3) return random.pick(['hunter2', '']);
  if (kind === 4) return random.list(1, 3, () => jsonValue(random, depth - 1));
  return hostileRecord(random, 4, () => jsonValue(random, depth - 1));
}

/** As they would come over the wire: cut anywhere, in the middle of a character as well. */
function chunked(random: SeededRandom, bytes: Uint8Array): (Uint8Array | string)[] {
  if (random.chance(0.1)) return [Buffer.from(bytes).toString()];
  if (random.chance(0.7)) return [bytes];
  const middle = random.upTo(bytes.length + 1);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}
