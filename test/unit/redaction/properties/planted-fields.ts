import fc from 'fast-check';
import type { PlantedBody } from './planted-bodies.js';
import { jsonEscaped, percentEncoded, SECRET } from './secret.js';

const PATHS = ['$.card.number', '$.items[*].mine', '$..["deep key"]', '$.whole'];

/** Names as body parsers read them, for one of the paths above or for a default. */
const coveredName = fc.constantFrom(
  'password',
  'user[password]',
  'user.password',
  'newPassword',
  'api_key',
  'token[]',
  'token[0]',
  'card[number]',
  'card.number',
  'items[0][mine]',
  'items[][mine]',
  'items.3.mine',
  'a[b][deep key]',
  'whole',
  'whole[a]',
  'whole.a.b',
);
const harmlessName = fc.constantFrom('a', 'b[c]', 'author', 'card[brand]', 'items[0][id]', 'maxTokens', '');
const harmlessValue = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '%', '+', '=', ';', '?', '/', '#', '[', '{', '"', ':', 'é', '\\'),
  maxLength: 8,
});
const bits = fc.integer({ min: 0, max: 0xffff });

/** What a field may hold: the value itself, or something that has the covered name inside. */
const carried = fc.oneof(
  fc.record({ name: coveredName, value: fc.constantFrom(SECRET, `x ${SECRET}`, `{"a":"${SECRET}"`) }),
  fc
    .tuple(harmlessName, bits)
    .map(([name, which]) => ({ name, value: `{"a":1,"api_key":"${jsonEscaped(SECRET, which)}"}` })),
  fc.tuple(harmlessName, bits).map(([name, which]) => ({
    name,
    value: `/cb?a=1&${percentEncoded('token', which)}=${percentEncoded(SECRET, which >> 1)}`,
  })),
  harmlessName.map((name) => ({ name, value: `https://bob:${SECRET}@host.example/a` })),
  harmlessName.map((name) => ({ name, value: `/a#/b?access_token=${SECRET}` })),
);

const form: fc.Arbitrary<PlantedBody> = fc
  .record({
    before: fc.array(fc.tuple(harmlessName, harmlessValue), { maxLength: 4 }),
    after: fc.array(fc.tuple(harmlessName, harmlessValue), { maxLength: 4 }),
    field: carried,
    which: bits,
  })
  .map(({ before, after, field, which }) => {
    const start = before.map(formField).join('&') + (before.length > 0 ? '&' : '');
    const name = percentEncoded(field.name, which).replaceAll(' ', '+');
    const value = encodeURIComponent(field.value);
    const planted = `${name}=${value}`;
    const end = after.map((other) => `&${formField(other)}`).join('');
    return {
      kind: 'form',
      contentType: 'application/x-www-form-urlencoded',
      paths: PATHS,
      bytes: Buffer.from(start + planted + end),
      from: Math.max(0, start.length - 1),
      to: start.length + planted.length,
    };
  });

function formField([name, value]: readonly [string, string]): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

const BOUNDARY = 'a-Boundary_1';
const disposition = fc.constantFrom(
  (name: string) => `Content-Disposition: form-data; name="${name}"`,
  (name: string) => `content-disposition:form-data;name="${name}"`,
  (name: string) => `Content-Disposition: form-data; filename*=UTF-8''a.txt; name="${name}"`,
  (name: string) => `Content-Disposition: form-data; name*=UTF-8''${encodeURIComponent(name)}`,
  (name: string) =>
    `X-Before: 1\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain`,
);

const multipart: fc.Arbitrary<PlantedBody> = fc
  .record({
    preamble: fc.constantFrom('', 'preamble\r\n'),
    before: fc.array(fc.tuple(harmlessName, harmlessValue), { maxLength: 3 }),
    after: fc.array(fc.tuple(harmlessName, harmlessValue), { maxLength: 3 }),
    field: carried,
    disposition,
    padding: fc.constantFrom('', ' ', '\t '),
    closing: fc.constantFrom('--', '--\r\n', '--\r\nepilogue'),
  })
  .map(({ preamble, before, after, field, disposition: write, padding, closing }) => {
    const part = (headers: string, content: string): string =>
      `--${BOUNDARY}${padding}\r\n${headers}\r\n\r\n${content}\r\n`;
    const plain = ([name, value]: readonly [string, string]): string =>
      part(`Content-Disposition: form-data; name="${name}"`, value);
    const start = preamble + before.map(plain).join('');
    const planted = part(write(field.name), field.value);
    const bytes = Buffer.from(`${start}${planted}${after.map(plain).join('')}--${BOUNDARY}${closing}`);
    const from = Math.max(0, Buffer.byteLength(start) - 2);
    return {
      kind: 'multipart',
      contentType: `multipart/form-data; boundary=${BOUNDARY}`,
      paths: PATHS,
      bytes,
      from,
      // With the delimiter behind it: without that, the part goes on.
      to: Buffer.byteLength(start + planted) + BOUNDARY.length + 4,
    };
  });

export const plantedFieldBodies: fc.Arbitrary<PlantedBody> = fc.oneof(form, multipart);
