import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

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
