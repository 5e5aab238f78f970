import fc from 'fast-check';
import { jsonValue } from '../json-path/oracle.js';
import type { PlantedBody } from './planted-bodies.js';
import { SECRET } from './secret.js';

const PATHS = ['$.items[*].mine', '$..["deep key"]', '$.whole'];

const covered = fc.constantFrom<unknown>(
  { password: SECRET },
  { a: [1, { apiKey: [SECRET] }] },
  { items: [{ id: 1, mine: SECRET }, { mine: { x: SECRET } }] },
  { a: { 'deep key': SECRET } },
  { whole: [1, SECRET] },
  { query: `mutation { login(user: "bob", password: "${SECRET}") { id } }` },
);
const indent = fc.constantFrom(0, 1);

const jsonBody: fc.Arbitrary<PlantedBody> = fc
  .record({
    value: covered,
    other: jsonValue,
    indent,
    contentType: fc.constantFrom('application/json', 'application/problem+json', undefined, 'text/plain'),
    mark: fc.constantFrom('', '\ufeff', ' \n'),
  })
  .map(({ value, other, indent: spaces, contentType, mark }) =>
    planted('JSON', contentType, `${mark}${JSON.stringify([other, value, other], null, spaces)}`, [
      '$[*].items[*].mine',
      '$..["deep key"]',
      '$[1].whole',
    ]),
  );

const lines: fc.Arbitrary<PlantedBody> = fc
  .record({
    before: fc.array(fc.tuple(jsonValue, indent), { maxLength: 3 }),
    value: covered,
    indent,
    after: fc.array(jsonValue, { maxLength: 3 }),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\x1e'),
  })
  .map(({ before, value, indent: spaces, after, end, mark }) => {
    const texts = [
      ...before.map(([other, otherSpaces]) => JSON.stringify(other, null, otherSpaces)),
      JSON.stringify(value, null, spaces),
      ...after.map((other) => JSON.stringify(other)),
    ];
    const contentType = mark === '' ? 'application/x-ndjson' : 'application/json-seq';
    return planted(contentType, contentType, texts.map((text) => mark + text + end).join(''), PATHS);
  });

/** One event, its JSON cut into data lines where white space may stand, with other fields between them. */
const event = fc
  .record({
    value: fc.oneof(covered, jsonValue),
    between: fc.constantFrom('', 'id: 1\n', 'event: x\nretry: 5\n', ': comment\n', 'data\n', 'unknown: 1\n'),
    space: fc.constantFrom('', ' '),
  })
  .map(
    ({ value, between, space }) =>
      `${JSON.stringify(value, null, 1)
        .split('\n')
        .map((line) => `data:${space}${line}\n`)
        .join(between)}\n`,
  );

const events: fc.Arbitrary<PlantedBody> = fc
  .record({
    events: fc.array(event, { minLength: 1, maxLength: 4 }),
    end: fc.constantFrom('\n', '\r\n', '\r'),
  })
  .map(({ events: all, end }) =>
    planted('events', 'text/event-stream', all.join('').replaceAll('\n', end), PATHS),
  );

export const plantedLineBodies: fc.Arbitrary<PlantedBody> = fc.oneof(jsonBody, lines, events);

/** Any byte may hold the structure that a path follows. */
function planted(
  kind: string,
  contentType: string | undefined,
  text: string,
  paths: readonly string[],
): PlantedBody {
  const bytes = Buffer.from(text);
  return { kind, contentType, paths, bytes, from: 0, to: bytes.length };
}
