import fc from 'fast-check';
import type { PlantedBody } from './planted-bodies.js';
import { SECRET } from './secret.js';

const prose = fc.string({
  unit: fc.constantFrom('word', ' ', ', ', '.', '\n', 'é', '<b>', '&', ';', '1', 'x y'),
  maxLength: 12,
});

/** Where detectors and names find a secret in any text. */
const assigned = fc.constantFrom(
  `password=${SECRET}`,
  `"apiKey": "${SECRET}"`,
  `{\\"token\\": \\"${SECRET}\\"}`,
  `<token>${SECRET}</token>`,
  `<ns:password type="x">${SECRET}</ns:password>`,
  `Bearer ${SECRET}`,
  `https://bob:${SECRET}@host.example/`,
  `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----`,
);

const text: fc.Arbitrary<PlantedBody> = fc
  .record({
    before: prose,
    secret: assigned,
    after: prose,
    contentType: fc.constantFrom(
      'text/plain',
      'text/html',
      'application/xml',
      'text/markdown; charset=utf-8',
    ),
  })
  .map(({ before, secret, after, contentType }) =>
    planted('text', contentType, `${before} `, secret, ` ${after}`),
  );

const row = fc.array(fc.constantFrom('a', '1', '"x,y"', 'é', '""', ''), { minLength: 3, maxLength: 3 });

const csv: fc.Arbitrary<PlantedBody> = fc
  .record({
    preamble: fc.constantFrom('', 'sep=,\n', '\n', '# a comment\n', 'Title\n'),
    header: fc.constantFrom('name,password,age', '"na\nme","api key",age', 'card number,name,x'),
    before: fc.array(row, { maxLength: 3 }),
    end: fc.constantFrom('\n', '\r\n'),
  })
  .map(({ preamble, header, before, end }) => {
    const rows = before.map((cells) => cells.join(',') + end).join('');
    return planted(
      'csv',
      'text/csv',
      '',
      `${preamble}${header}${end}${rows}${SECRET},${SECRET},${SECRET}`,
      end,
    );
  });

const graphql: fc.Arbitrary<PlantedBody> = fc
  .constantFrom(
    `{ login(user: "bob", pw: "${SECRET}") { id } }`,
    `mutation M($a: Int = 5) { a(b: """${SECRET} " \\""" """) { id } } # ${SECRET}`,
    `query { a(list: ["x", "${SECRET}"], o: { k: "${SECRET}" }) }`,
  )
  .map((document) => planted('graphql', 'application/graphql', '', document, ''));

export const plantedTextBodies: fc.Arbitrary<PlantedBody> = fc.oneof(text, csv, graphql);

function planted(
  kind: string,
  contentType: string,
  before: string,
  secret: string,
  after: string,
): PlantedBody {
  // With the character in front, which ends the word before.
  const from = Math.max(0, Buffer.byteLength(before) - 1);
  return {
    kind,
    contentType,
    paths: [],
    bytes: Buffer.from(before + secret + after),
    from,
    to: Buffer.byteLength(before + secret),
  };
}
