import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { redactText } from './redact-text.js';

const M = '"[CLIENT_REDACTED]"';

describe('a body that goes on after its end', () => {
  it.each([
    ['{"b":1}}', '{"b":1}'],
    ['[1]]', '[1]'],
    ['{"b":1},"a":2', '{"b":1}'],
    ['[1],2', '[1]'],
    ['{"b":1}:2', '{"b":1}'],
  ])('is shown up to there: %s', (text, shown) => {
    expect(redactText(text, ['$.a'])).toEqual({ text: shown, stopped: 'unparseable' });
  });
});

describe('a body that ends early', () => {
  it.each(['["x"', '{"b":"x"', '[[1]', '{"b":{}', '[1 '])('is not whole: %s', (text) => {
    expect(redactText(text, ['$.a'])).toEqual({ text: text.trimEnd(), stopped: 'unparseable' });
    expect(redactText(text, ['$.a'], { complete: false })).toEqual({
      text: text.trimEnd(),
      stopped: 'truncated',
    });
  });

  it.each([
    ['{"b":{"c":1,"na', '{"b":{"c":1,'],
    ['{"b":{"c":1,"d"', '{"b":{"c":1,"d"'],
    ['{"b":{"c":1,"d":', '{"b":{"c":1,"d":'],
  ])('is shown up to its last token, also where no rule can reach: %s', (text, shown) => {
    expect(redactText(text, ['$.a'], { complete: false })).toEqual({ text: shown, stopped: 'truncated' });
  });

  it('is replaced whole where a rule selects all of it', () => {
    for (const text of ['[1,2', '{"b":[{"c"', '"secr', '{'])
      expect(redactText(text, ['$'], { complete: false })).toEqual({ text: M, stopped: 'truncated' });
  });

  it('does not have a name judged that was cut', () => {
    const asked: string[] = [];

    redactText('{"b":1,"na', [], { sensitiveName: (name) => void asked.push(name), complete: false });

    expect(asked).toEqual(['b']);
  });
});

describe('of a body that was cut, it is told', () => {
  it.each(['["\\', '["\\u', '["\\u00', '["\xe9', '[tru', '[-', '[1.', '[1e', '[1e+', '["a', '["a",'])(
    'that it goes on: %s',
    (text) => {
      const bytes = Buffer.from(text, 'latin1');

      expect(redactText(bytes, [], { complete: false }).stopped).toBe('truncated');
    },
  );

  it.each(['["\\x', '["\\u0x', '["\xe9\x22', '[trux', '[-x', '[1.x', '[1ex', '[1e+x', '["a\x01', '[x'])(
    'that it is no JSON, where that came first: %s',
    (text) => {
      const bytes = Buffer.from(text, 'latin1');

      expect(redactText(bytes, [], { complete: false })).toEqual({ text: '[', stopped: 'unparseable' });
    },
  );

  it('that it is no JSON rather than that it is deep', () => {
    const text = '['.repeat(10_000);

    expect(redactText(`${text}"\x01`, [])).toEqual({ text, stopped: 'unparseable' });
    expect(redactText(`${text}[`, [])).toEqual({ text, stopped: 'depth' });
  });
});

describe('a name', () => {
  it.each(['{b":1}', '{xb":1}', '{\'b":1}'])('begins with a quote: not %s', (text) => {
    expect(redactText(text, ['$.a'])).toEqual({ text: '{', stopped: 'unparseable' });
  });

  it('is not judged inside of what is redacted whole', () => {
    const asked: string[] = [];
    const sensitiveName = (name: string): undefined => void asked.push(name);

    redactText('{"a":{"b":[{"c":1}]},"d":2}', ['$.a'], { sensitiveName });
    redactText('{"e":{"f":1}}', ['$'], { sensitiveName });

    expect(asked).toEqual(['a', 'd']);
  });
});

describe('a match', () => {
  it.each([
    ['{"a":["xxxxxxxxxx",["yyyyyyyyyy"],{"z":"zzzzzzzzzz"},[{"u":[1]}]],"b":1}', ['$.a'], `{"a":${M},"b":1}`],
    ['["xxxxxxxxxx",["yyyyyyyyyy"],{"z":"zzzzzzzzzz"},[{"u":[1]}]]', ['$'], M],
  ])('may be larger than what may be shown: %s', (text, paths, shown) => {
    expect(redactText(text, paths, { maxOutputBytes: 40 })).toEqual({ text: shown });
  });

  it('of the whole body is told as such, not as what a detector would say', () => {
    const rules: string[] = [];

    redactText('"secret-1"', ['$'], { detectValue: () => 'detector', onMatch: (rule) => rules.push(rule) });

    expect(rules).toEqual(['$']);
  });

  it('is shown where the marker just fits', () => {
    expect(redactText('1', ['$'], { maxOutputBytes: 19 })).toEqual({ text: M });
    expect(redactText('1', ['$'], { maxOutputBytes: 18 })).toEqual({ text: '', stopped: 'truncated' });
  });
});

it('opens no more containers than may be shown', () => {
  expect(redactText('[[[[[]]]]]', [], { maxOutputBytes: 2 })).toEqual({ text: '[[', stopped: 'truncated' });
  expect(redactText('[[[[[', [], { maxOutputBytes: 5, complete: false })).toEqual({
    text: '[[[[[',
    stopped: 'truncated',
  });
  expect(redactText('[[[[[', [], { maxOutputBytes: 5 })).toEqual({ text: '[[[[[', stopped: 'unparseable' });
});

describe('the first bytes of a body', () => {
  const automaton = compileAutomaton([{ rule: 'a', path: '$.a' }]);
  const options = { complete: true, maxOutputBytes: 100 };

  it('are no byte order mark unless all three are', () => {
    const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0x41]), Buffer.from('{"b":1}')]);

    expect(redactJson(body, automaton, options)).toEqual({
      bytes: body.subarray(0, 0),
      stopped: 'unparseable',
    });
  });

  it('are left out when they are one, also where nothing is replaced', () => {
    const body = Buffer.from('\ufeff{"b":1}');

    expect(redactJson(body, automaton, options)).toStrictEqual({ bytes: body.subarray(3) });
  });

  it.each([
    ['big-endian UTF-16 with a mark', [0xfe, 0xff, 0x00, 0x31]],
    ['little-endian UTF-16 with a mark', [0xff, 0xfe, 0x31, 0x00]],
    ['one zero', [0x00]],
  ])('tell %s', (_, body) => {
    expect(redactText(Uint8Array.from(body), ['$.a'])).toEqual({ text: '', stopped: 'charset' });
  });

  it.each([
    ['half of a mark', [0xff, 0x31]],
    ['the other half', [0xfe, 0x31]],
    ['the end of one', [0x31, 0xfe]],
    ['the end of the other', [0x31, 0xff]],
    ['a zero later on', [0x5b, 0x31, 0x00]],
  ])('are no other charset for %s', (_, body) => {
    expect(redactText(Uint8Array.from(body), ['$.a']).stopped).toBe('unparseable');
  });
});
