import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';
const MARKER_PATTERN = '\\[CLIENT_REDACTED\\]';

describe('JSON lines', () => {
  it('are scanned one by one, and what is no JSON is dropped', () => {
    const { captured, redactions } = redactWith(
      '{"card":1}\r\n\nhunter2 :\n{"token":"x","a":[1]}\n{"a":2}',
      'application/x-ndjson',
      { paths: ['$.card'] },
    );

    expect(captured).toEqual({
      contentType: 'application/x-ndjson',
      byteLength: 52,
      truncated: false,
      text: `{"card":"${M}"}\r\n\n"${M}"\n{"token":"${M}","a":[1]}\n{"a":2}`,
    });
    expect(redactions).toEqual({ 'request body $.card': 1, 'name token': 1, 'unparseable line': 1 });
  });

  it('give the prefix of a last line that was cut', () => {
    expect(
      redactWith('{"a":1}\n{"b":2,"c":"hunt', 'application/jsonl', { body: { truncated: true } }).captured,
    ).toMatchObject({
      text: '{"a":1}\n{"b":2,"c":',
      truncated: true,
    });
  });

  it.each([
    [{ tokens: ['hunter2'] }, 'application/x-ndjson', []],
    [[{ mine: 'hunter2' }], 'application/x-ndjson', ['$[*].mine']],
    [{ mine: ['hunter2'] }, 'application/jsonl', ['$.mine']],
  ])('are not believed after a line that opened a value and did not close it: %j', (value, type, paths) => {
    const content = `{"a":1}\n${JSON.stringify(value, null, 1)}\n{"b":2}\n`;

    const text = redactedText(content, type, { paths });

    expect(text).toMatch(new RegExp(`^{"a":1}\\n("${MARKER_PATTERN}"\\n)+$`));
  });

  it('are believed after a line that opened nothing', () => {
    expect(redactedText('{"a":1}\noops\n{"b":2}\n', 'application/x-ndjson')).toBe(
      `{"a":1}\n"${M}"\n{"b":2}\n`,
    );
  });

  it('of a JSON text sequence reach from one record separator to the next', () => {
    const record = `{\n "mine": [\n  "hunter2"\n ]\n}\n`;

    expect(
      redactedText(`\x1e${record}\x1e{"a":1}\n\x1eoops {\n\x1e{"b":2}`, 'application/json-seq', {
        paths: ['$.mine'],
      }),
    ).toBe(`\x1e{\n "mine": "${M}"\n}\n\x1e{"a":1}\n"${M}"\n\x1e{"b":2}`);
    expect(
      redactedText(`\x1e[\n"hunter2"\n]\x1e{"token":"x"}`, 'application/json-seq', { paths: ['$[*]'] }),
    ).toBe(`\x1e[\n"${M}"\n]\x1e{"token":"${M}"}`);
  });

  it('of a JSON text sequence may hold GraphQL over several lines', () => {
    expect(
      redactedText(
        `\x1e{"query":\n"{ me(code: \\"hunter2\\") { id } }"}\n\x1e{"a":1}\n`,
        'application/json-seq',
      ),
    ).toBe(`\x1e{"query":\n"{ me(code: \\"${M}\\") { id } }"}\n\x1e{"a":1}\n`);
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

  it.each([
    ['data: [\nid: 1\ndata: {"mine":"hunter2"}\nid: 2\ndata: ]\n\n', ['$[*].mine']],
    ['data: [\ndata\ndata: {"mine":"hunter2"}\ndata\ndata: ]\n\n', ['$[*].mine']],
    ['data: {"pin":\nid: 1\ndata: "hunter2"}\n\n', []],
    ['data\ndata: {"pin":"hunter2"}\n\n', []],
  ])('is read event by event, whatever stands between its data lines: %j', (content, paths) => {
    expect(redactedText(content, STREAM, { paths })).not.toContain('hunter2');
  });

  it('shows the fields of an event in front of its data', () => {
    expect(redactedText('data: [1,\nid: 1\ndata: 2]\nevent: x\n\ndata: 3\n\n', STREAM)).toBe(
      'id: 1\nevent: x\ndata: [1,\ndata: 2]\n\ndata: 3\n\n',
    );
  });

  it('loses the literals of a GraphQL document', () => {
    expect(redactedText('data: {"query":"{ a(b: \\"hunter2\\") }"}\n\n', STREAM)).toBe(
      `data: {"query":"{ a(b: \\"${M}\\") }"}\n\n`,
    );
    expect(redactedText('{"query":"{ a(b: \\"hunter2\\") }"}\n', 'application/x-ndjson')).toBe(
      `{"query":"{ a(b: \\"${M}\\") }"}\n`,
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

describe('the number of pieces is bounded', () => {
  it.each([
    ['a=1&', 1999, 'application/x-www-form-urlencoded', false],
    ['a=1&', 2001, 'application/x-www-form-urlencoded', true],
    ['1\n', 4096, 'application/x-ndjson', false],
    ['1\n', 4097, 'application/x-ndjson', true],
    ['\x1e1', 4096, 'application/json-seq', false],
    ['\x1e1', 4097, 'application/json-seq', true],
    ['\n', 4095, 'text/event-stream', false],
    ['\n', 4096, 'text/event-stream', true],
  ])('%j times %i as %s: cut %s', (piece, times, contentType, truncated) => {
    expect(redactWith(piece.repeat(times), contentType).captured.truncated).toBe(truncated);
  });
});
