import { realisticBody } from '../redaction/bodies.mjs';
import { RULE_SETS } from '../redaction/rule-sets.mjs';

export const OURS = 'apitoolkit-nestjs';

/** The five paths that bodies are redacted by, as the bench of the redaction has them. */
export const FIVE_RULES = RULE_SETS.find(({ rules }) => rules === '5 paths');

/** So many different requests take turns: no cache holds the answer to each. */
const VARIANTS = 64;

/** A function that gives the next of so many different ones each time. */
export function inTurn(create) {
  const variants = Array.from({ length: VARIANTS }, (_, index) => create(index));
  let count = 0;
  return () => variants[(count = (count + 1) % VARIANTS)];
}

/** What a browser's client of an API sends, as Node's parser hands it over. Ids and tokens differ between requests. */
export function rawHeaders(index, bodyBytes = 0) {
  const fields = [
    ['Host', 'api.example.test'],
    ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36'],
    ['Accept', 'application/json, text/plain, */*'],
    ['Accept-Language', 'en-GB,en;q=0.9,de;q=0.8'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ['Authorization', `Bearer eyJhbGciOiJIUzI1NiJ9.${String(index).padStart(40, 'x')}.c2lnbmF0dXJl`],
    ['Cookie', `session=${String(index).padStart(32, 's')}; lang=en`],
    ['X-Request-Id', `5a0f3c1e-0000-4000-8000-${String(index).padStart(12, '0')}`],
    ['Connection', 'keep-alive'],
  ];
  const ofBody = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(bodyBytes)],
  ];
  return [...fields, ...(bodyBytes > 0 ? ofBody : [])].flat();
}

/** The same as a map of lower-case names. */
export function headerMap(index, bodyBytes) {
  const raw = rawHeaders(index, bodyBytes);
  const entries = raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1]]] : []));
  return Object.fromEntries(entries);
}

export function target(index) {
  return `/api/v1/orders/${1000 + index}?expand=items&page=${index}&token=secret-${index}`;
}

/** About 250 bytes: an account, with what must not leave. */
export function smallBody(index) {
  return Buffer.from(
    JSON.stringify({
      id: 1000 + index,
      customer: { name: 'Zoë Müller', email: `zoe.${index}@example.org`, locale: 'de-CH', active: true },
      session: { device: 'phone', token: `b1946ac92492d2347c6235b4d2611184-${index}` },
      plan: 'team',
      seats: 12,
      createdAt: '2026-08-01T09:30:00.000Z',
    }),
  );
}

export function body2Kb(random) {
  return realisticBody(1400, random);
}
