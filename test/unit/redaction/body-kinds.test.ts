import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

describe('a form', () => {
  const FORM = 'application/x-www-form-urlencoded';

  it.each([
    ['a=1&password=x&b=2', `a=1&password=${M}&b=2`],
    ['card[number]=4242&card[x]=1', `card[number]=${M}&card[x]=1`],
    ['card%5Bnumber%5D=4242', `card%5Bnumber%5D=${M}`],
    ['card.number=4242', `card.number=${M}`],
    [
      'items[0][ssn2]=1&items[][ssn2]=2&items[0][b]=3',
      `items[0][ssn2]=${M}&items[][ssn2]=${M}&items[0][b]=3`,
    ],
    ['%E9=hunter2&a=1', `${M}=${M}&a=1`],
    ['a=%E9', `a=${M}`],
    ['a=x+y%20z', 'a=x+y%20z'],
    ['a=AKIAIOSFODNN7EXAMPLE', `a=${M}`],
    ['payload={"token":"x","a":1}', `payload={"token":"${M}","a":1}`],
    ['payload=%7B%22token%22%3A%22x%22%7D', `payload=%7B%22token%22%3A%22${M}%22%7D`],
    ['next=%2Fcb%3Ftoken%3Dx', `next=%2Fcb%3Ftoken%3D${M}`],
  ])('%s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.card.number', '$.items[*].ssn2'] })).toBe(redacted);
  });

  it('knows the paths inside JSON that a field holds', () => {
    expect(redactedText('payload={"mine":"x"}', FORM, { paths: ['$.mine'] })).toBe(`payload={"mine":"${M}"}`);
  });

  it('counts the rules', () => {
    expect(redactWith('item[code]=1&password=x', FORM, { paths: ['$.item.code'] }).redactions).toEqual({
      'body $.item.code': 1,
      'name password': 1,
    });
  });

  it('leaves out the last field when it was cut', () => {
    expect(redactWith('a=1&b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      text: 'a=1',
      truncated: true,
    });
    expect(redactWith('b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      omitted: 'truncated',
    });
  });
});

describe('JSON lines', () => {
  it('are scanned one by one, and what is no JSON is dropped', () => {
    const { captured, redactions } = redactWith(
      '{"card":1}\r\n\nhunter2 {\n{"token":"x","a":[1]}\n{"a":2}',
      'application/x-ndjson',
      { paths: ['$.card'] },
    );

    expect(captured).toEqual({
      contentType: 'application/x-ndjson',
      byteLength: 52,
      truncated: false,
      text: `{"card":"${M}"}\r\n\n"${M}"\n{"token":"${M}","a":[1]}\n{"a":2}`,
    });
    expect(redactions).toEqual({ 'body $.card': 1, 'name token': 1, 'unparseable line': 1 });
  });

  it('give the prefix of a last line that was cut', () => {
    expect(
      redactWith('{"a":1}\n{"b":2,"c":"hunt', 'application/jsonl', { body: { truncated: true } }).captured,
    ).toMatchObject({
      text: '{"a":1}\n{"b":2,"c":',
      truncated: true,
    });
  });

  it('may be a JSON text sequence', () => {
    expect(redactedText('\x1e{"token":"x"}\n\x1e{"a":1}\n', 'application/json-seq')).toBe(
      `\x1e{"token":"${M}"}\n\x1e{"a":1}\n`,
    );
  });
});

describe('an event stream', () => {
  const STREAM = 'text/event-stream';

  it('is scanned event by event', () => {
    expect(
      redactedText(
        'retry: 10\nevent: message\nid: 1\ndata: {"token":"x","card":1}\n\ndata:{"card":\ndata:2}\n\ndata: [DONE]\n\n: ping\n\n',
        STREAM,
        { paths: ['$.card'] },
      ),
    ).toBe(
      `retry: 10\nevent: message\nid: 1\ndata: {"token":"${M}","card":"${M}"}\n\ndata: {"card":\ndata: "${M}"}\n\ndata: ${M}\n\n: ${M}\n\n`,
    );
  });

  it('shows text when no path could have something to find in it', () => {
    expect(redactedText('data: hello password=x\n\ndata: {"token":hunter2}\n\n', STREAM)).toBe(
      `data: hello password=${M}\n\ndata: ${M}\n\n`,
    );
  });

  it('leaves out an event that was cut', () => {
    expect(
      redactWith('data: {"a":1}\n\ndata: {"b":"hunt', STREAM, { body: { truncated: true } }).captured,
    ).toMatchObject({
      text: 'data: {"a":1}\n',
      truncated: true,
    });
  });
});

describe('multipart form data', () => {
  const MULTIPART = 'multipart/form-data; boundary="b-1"';

  function form(...parts: readonly (readonly [headers: string, content: string])[]): string {
    return `${parts.map(([headers, content]) => `--b-1\r\n${headers}\r\n\r\n${content}\r\n`).join('')}--b-1--\r\n`;
  }
  const field = (name: string): string => `Content-Disposition: form-data; name="${name}"`;

  it('is described part by part, files without their content', () => {
    const content = form(
      [field('title'), 'Hello'],
      [field('password'), 'hunter2'],
      [field('card[number]'), '4242'],
      [`${field('avatar')}; filename="me.png"\r\nContent-Type: image/png`, 'hunter2'],
      [`${field('meta')}\r\nContent-Type: application/json`, '{"token":"hunter2","a":1}'],
      [`${field('broken')}\r\nContent-Type: application/json`, '{hunter2'],
      [`${field('pdf')}\r\nContent-Type: application/pdf`, 'hunter2'],
      ['Content-Disposition: form-data', 'hunter2'],
      [field('key'), 'AKIAIOSFODNN7EXAMPLE'],
    );

    const { captured } = redactWith(content, MULTIPART, { paths: ['$.card.number'] });

    expect(captured).toMatchObject({
      contentType: 'multipart/form-data',
      byteLength: content.length,
      truncated: false,
    });
    expect(JSON.parse(captured.text ?? '')).toEqual([
      { name: 'title', value: 'Hello' },
      { name: 'password', value: M },
      { name: 'card[number]', value: M },
      { name: 'avatar', filename: 'me.png', type: 'image/png', size: 7 },
      { name: 'meta', value: `{"token":"${M}","a":1}` },
      { name: 'broken', omitted: 'unparseable' },
      { name: 'pdf', type: 'application/pdf', size: 7 },
      { name: M, omitted: 'unparseable' },
      { name: 'key', value: M },
    ]);
    expect(captured.text).not.toContain('hunter2');
  });

  it('reads names as browsers and other clients write them', () => {
    const content = form(
      ['content-disposition: form-data; name=bare', '1'],
      ['Content-Disposition: form-data; filename="x; name=\\"a\\".txt"; name="quoted \\"name\\""', '2'],
      ["Content-Disposition: form-data; name=f; filename*=UTF-8''na%C3%AFve.txt", '3'],
    );

    expect(JSON.parse(redactedText(content, MULTIPART) ?? '')).toEqual([
      { name: 'bare', value: '1' },
      { name: 'quoted "name"', filename: 'x; name="a".txt', size: 1 },
      { name: 'f', filename: 'na%C3%AFve.txt', size: 1 },
    ]);
  });

  it('leaves out the value of a part that was cut', () => {
    const content = form([field('a'), '1'], [field('b'), 'hunter2']).slice(0, -15);

    const { captured } = redactWith(content, MULTIPART, { body: { truncated: true } });

    expect(captured.truncated).toBe(true);
    expect(JSON.parse(captured.text ?? '')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', omitted: 'truncated' },
    ]);
  });

  it.each([
    ['multipart/form-data', form([field('a'), 'hunter2'])],
    ['multipart/form-data; boundary=other', form([field('a'), 'hunter2'])],
    [MULTIPART, 'hunter2'],
  ])('is withheld when its parts cannot be told apart: %s', (contentType, content) => {
    expect(redactWith(content, contentType).captured).toMatchObject({ omitted: 'unparseable' });
  });

  it('stops at the cap between two parts', () => {
    const content = form(
      ...Array.from({ length: 300 }, (_, index) => [field(`f${index}`), 'v'.repeat(50)] as const),
    );

    const { captured } = redactWith(content, MULTIPART, { body: { truncated: false } });

    expect(captured.truncated).toBe(true);
    expect(JSON.parse(captured.text ?? '')).toHaveLength(256);
  });
});

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

  it('as CSV is withheld when a column is sensitive', () => {
    expect(redactWith('name;password\nbob;hunter2\n', 'text/csv').captured).toMatchObject({
      omitted: 'type',
    });
    expect(redactedText('name;author\nbob;x\n', 'text/csv')).toBe('name;author\nbob;x\n');
  });
});

describe('the number of pieces is bounded', () => {
  it.each([
    ['a=1&', 1999, 'application/x-www-form-urlencoded', false],
    ['a=1&', 2001, 'application/x-www-form-urlencoded', true],
    ['1\n', 8192, 'application/x-ndjson', false],
    ['1\n', 8193, 'application/x-ndjson', true],
    ['\n', 8191, 'text/event-stream', false],
    ['\n', 8192, 'text/event-stream', true],
  ])('%j times %i as %s: cut %s', (piece, times, contentType, truncated) => {
    expect(redactWith(piece.repeat(times), contentType).captured.truncated).toBe(truncated);
  });
});
