import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayHoldSecret } from '../../../../lib/redaction/detectors/secret-needles.js';
import { detectSecret } from '../../../../lib/redaction/detectors/value-detectors.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 2000);

/** One of each kind that is found. */
const SECRETS = [
  '-----BEGIN RSA PRIVATE KEY-----',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP',
  'Bearer mF_9.B5f-4.1JqM',
  'BEARER\u00a0abcdefgh',
  'bEaReR abcdefgh',
  'Basic dXNlcjpwYXNz',
  'bAsIc dXNlcjpwYXNz',
  'postgres://app:hunter2@db:5432/main',
  'AKIAIOSFODNN7EXAMPLE',
  'ASIAIOSFODNN7EXAMPLE',
  'gho_16C7e42F292c',
  'ghp_16C7e42F292c',
  'ghr_16C7e42F292c',
  'ghs_16C7e42F292c',
  'ghu_16C7e42F292c',
  'github_pat_11ABCDEFG',
  'rk_live_4eC39HqLyj',
  'rk_test_4eC39HqLyj',
  'sk_live_4eC39HqLyj',
  'sk_test_4eC39HqLyj',
  'xoxb-123456789012-abcdefgh',
  'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY',
  'glpat-abcdEFGH1234',
];

/** As it stands in a body, with something before and after it that does not belong to it. */
function mayHold(json: string, before = ''): boolean {
  const bytes = Buffer.from(`${before}${json}:"Bearer eyJ"`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = Buffer.byteLength(before);
  return mayHoldSecret(bytes, view, start, start + Buffer.byteLength(json));
}

it.each(SECRETS)('notices %j at every offset, to its last byte', (secret) => {
  expect(detectSecret(secret)).toBeDefined();
  for (const padding of ['', ' ', '- ', '..  ', 'é  ', '😀;']) {
    expect(mayHold(JSON.stringify(padding + secret), '[')).toBe(true);
    expect(mayHold(JSON.stringify(secret + padding), '[1,')).toBe(true);
  }
});

it.each(SECRETS)('notices %j however its letters are escaped', (secret) => {
  const escaped = secret.replace(/[a-z]/gi, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);

  expect(mayHold(`"${escaped}"`)).toBe(true);
});

it('notices whatever a detector finds', () => {
  const piece = fc.oneof(
    fc.constantFrom(...SECRETS),
    fc.constantFrom(...SECRETS).chain((secret) => fc.nat(secret.length).map((end) => secret.slice(0, end))),
    fc.string({ maxLength: 5 }),
    fc.constantFrom(' ', '/', '@', ':', '-', '.', '"', '\\', 'é'),
  );
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.nat(3), (each, offset) => {
      if (detectSecret(each) === undefined) return;

      expect(mayHold(JSON.stringify(each), ' '.repeat(offset))).toBe(true);
    }),
    { numRuns: ROUNDS },
  );
});

it.each([
  'the key of a journal',
  'they asked a friend to be early',
  'basalt, the bears and an oxbow',
  'https://cdn.example.com/images/a.jpg?width=640&user=ada@example.org',
  '2026-08-01T09:30:00.000Z',
  '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
  'ada@example.org',
  '-----BEGINNERS-----',
  '',
])('has %j left undecoded', (text) => {
  expect(mayHold(JSON.stringify(text))).toBe(false);
  expect(mayHold(JSON.stringify(text), '[')).toBe(false);
});
