import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

describe('GraphQL', () => {
  it.each([
    ['{ user(id: "x", n: -1.5e3) { id } }', `{ user(id: "${M}", n: 0) { id } }`],
    [
      'query Q($a: Int = 5) { u(a: $a, e: ADMIN, b: true) }',
      'query Q($a: Int = 0) { u(a: $a, e: ADMIN, b: true) }',
    ],
    ['{ a(b: """x " \\""" y""") } # hunter2', `{ a(b: "${M}") } #`],
    ['{ user1 @include(if: $x) { ...F } }', '{ user1 @include(if: $x) { ...F } }'],
  ])('as a bare document: %s', (document, blanked) => {
    expect(redactedText(document, 'application/graphql')).toBe(blanked);
  });

  it.each(['{ a(b: "hunter2) }', '{ a(b: """hunter2 \\""") }', '{ a(b: 1hunter2) }', '{ a % hunter2 }'])(
    'is withheld when it cannot be read to its end: %s',
    (document) => {
      const { captured } = redactWith(document, 'application/graphql');

      expect(captured.omitted).toBe('unparseable');
      expect(captured.text).toBeUndefined();
    },
  );

  it('inside JSON loses the literals of its query and the sensitive variables', () => {
    const operation = {
      query: 'mutation { login(u: "bob", p: "hunter2") { id } }',
      variables: { password: 'x', n: 1 },
    };
    const redacted = {
      query: `mutation { login(u: "${M}", p: "${M}") { id } }`,
      variables: { password: M, n: 1 },
    };

    expect(redactedText(JSON.stringify(operation), 'application/json')).toBe(JSON.stringify(redacted));
    expect(redactedText(JSON.stringify([operation, operation]), 'application/json')).toBe(
      JSON.stringify([redacted, redacted]),
    );
  });

  it('inside JSON is the marker when it cannot be read', () => {
    expect(redactedText('{"query":"{ a(b: \\"hunter2) }"}', 'application/json')).toBe(`{"query":"${M}"}`);
    expect(redactedText('{"\\u0071uery":"{ a(b: \\"hunter2\\") }"}', 'application/json')).not.toContain(
      'hunter2',
    );
  });

  it.each([
    '{"query":"shoes size 42"}',
    '{"a":{"b":{"query":"{ a(b: 1) }"}}}',
    '{"query":{"match":{"a":"{ b(c: 1) }"}}}',
  ])('is not seen in other JSON: %s', (content) => {
    expect(redactedText(content, 'application/json')).toBe(content);
  });
});

describe('text', () => {
  it.each(['text/plain', 'text/html', 'text/xml', 'application/xml', 'application/soap+xml', 'text/csv'])(
    '%s is withheld as soon as there is a path rule',
    (contentType) => {
      expect(redactWith('hello', contentType).captured.text).toBe('hello');
      expect(redactWith('hello', contentType, { paths: ['$.x'] }).captured).toMatchObject({
        omitted: 'type',
      });
    },
  );

  it('is masked by detectors and names', () => {
    expect(redactedText('<u><password>hunter2</password>AKIAIOSFODNN7EXAMPLE</u>', 'application/xml')).toBe(
      `<u><password>${M}</password>${M}</u>`,
    );
  });

  it('leaves out a last word that was cut', () => {
    expect(redactWith('hello AKIAIOSFO', 'text/plain', { body: { truncated: true } }).captured).toMatchObject(
      {
        text: 'hello ',
        truncated: true,
      },
    );
  });

  it.each([
    ['see https://bob:pa,hunter2,', 'see '],
    ['see https://bob:pa;hunter2&', 'see '],
    ['<a>hello wor', '<a>hello '],
    ['no,hunter2,hunter2,', undefined],
  ])('ends before a last word that was cut, whatever stands in it: %s', (content, shown) => {
    expect(redactedText(content, 'text/plain', { body: { truncated: true } })).toBe(shown);
  });

  it.each(['text/plain', 'text/csv', 'text/event-stream', 'application/x-www-form-urlencoded'])(
    '%s is withheld when it is UTF-16 that says it is not',
    (contentType) => {
      const content = Buffer.from('a=1\ndata: password=hunter2\n\n', 'utf16le');

      expect(redactWith(content, contentType).captured).toMatchObject({ omitted: 'charset' });
    },
  );

  it.each([
    'sep=,\nname,password\nbob,hunter2\n',
    '\n\nname,password\nbob,hunter2\n',
    '# exported today\r\nname,password\r\nbob,hunter2\n',
    'Users\nname;password\nbob;hunter2\n',
    '"na\nme","password"\nbob,hunter2\n',
    '"na ""x"" me","pass\nword"\nbob,hunter2\n',
    '\ufeffpassword\nhunter2\n',
    `${'a,'.repeat(3000)}b\nhunter2\n`,
    '"name,password\nbob,hunter2\n',
  ])('as CSV is withheld when a column is sensitive, wherever its header stands: %.30j', (content) => {
    expect(redactWith(content, 'text/csv').captured).toMatchObject({ omitted: 'type' });
  });

  it.each([
    'name,author\nbob,secretary\n',
    'sep=;\nname;age\n"password";7\n',
    'one\ntwo\n',
    `${'one\n'.repeat(8)}password`,
  ])('as CSV is shown when none of its columns is: %j', (content) => {
    expect(redactedText(content, 'text/csv')).toBe(content);
  });

  it('as CSV shows its columns when the defaults are off', () => {
    expect(redactedText('name;password\nbob;x\n', 'text/csv', { defaults: false })).toBe(
      'name;password\nbob;x\n',
    );
  });

  it('as CSV is withheld when a column is sensitive', () => {
    expect(redactWith('name;password\nbob;hunter2\n', 'text/csv').captured).toMatchObject({
      omitted: 'type',
    });
    expect(redactedText('name;author\nbob;x\n', 'text/csv')).toBe('name;author\nbob;x\n');
  });
});
