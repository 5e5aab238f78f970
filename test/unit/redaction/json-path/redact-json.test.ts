import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { redactText } from './redact-text.js';

const BASE = { complete: true, maxOutputBytes: 1e6 };

describe('redactJson on valid JSON', () => {
  it.each([
    ['a string', '{"a":"secret"}', '{"a":"[CLIENT_REDACTED]"}'],
    ['a number', '{"a":12}', '{"a":"[CLIENT_REDACTED]"}'],
    ['a constant', '{"a":null}', '{"a":"[CLIENT_REDACTED]"}'],
    ['an object', '{"a":{"b":[1,{"c":2}]},"d":1}', '{"a":"[CLIENT_REDACTED]","d":1}'],
    ['an empty array', '{"a":[]}', '{"a":"[CLIENT_REDACTED]"}'],
    ['every duplicate', '{"a":1,"a":"x","b":2}', '{"a":"[CLIENT_REDACTED]","a":"[CLIENT_REDACTED]","b":2}'],
    ['an escaped name', '{"\\u0061":1}', '{"\\u0061":"[CLIENT_REDACTED]"}'],
  ])('replaces %s whole', (_, text, expected) => {
    expect(redactText(text, ['$.a'])).toEqual({ text: expected });
  });

  it('keeps every other byte as it was', () => {
    const text =
      ' {\t"n" : 1e400,\r\n"big":12345678901234567890 ,"z":-0.0,"\\u00e9":"\\/\\ud800","a":1,"é":[ ],"n":true} \n';

    expect(redactText(text, ['$.a'])).toEqual({ text: text.replace('"a":1', '"a":"[CLIENT_REDACTED]"') });
  });

  it('gives the same array back when nothing matched', () => {
    const bytes = Buffer.from('{"b":[1,2,{"c":"d"}]}');

    expect(redactJson(bytes, compileAutomaton([{ rule: 'r', path: '$..a' }]), BASE).bytes).toBe(bytes);
  });

  it('does not write to its input', () => {
    const bytes = Buffer.from('{"a":"secret","b":1}');
    const before = bytes.toString();

    redactJson(bytes, compileAutomaton([{ rule: 'r', path: '$.a' }]), BASE);

    expect(bytes.toString()).toBe(before);
  });

  it('leaves nothing unredacted in the memory behind its output', () => {
    const bytes = Buffer.from(`{"a":"secret-${'x'.repeat(100)}","b":1}`);

    const output = redactJson(bytes, compileAutomaton([{ rule: 'r', path: '$.a' }]), BASE).bytes;

    expect(Buffer.from(output.buffer).includes('secret-')).toBe(false);
  });

  it('lets the outermost match win and reports it once, with its place', () => {
    const matches: unknown[] = [];
    const text = '{"a":{"b":1},"c":[{"b":22}]}';

    const redaction = redactText(text, ['$..b', '$.a'], {
      onMatch: (rule, start, end) => matches.push([rule, text.slice(start, end)]),
    });

    expect(redaction).toEqual({ text: '{"a":"[CLIENT_REDACTED]","c":[{"b":"[CLIENT_REDACTED]"}]}' });
    expect(matches).toEqual([
      ['$.a', '{"b":1}'],
      ['$..b', '22'],
    ]);
  });

  it('counts the first of several rules that match one value', () => {
    const rules: string[] = [];

    redactText('{"a":1}', ['$.b', '$.*', '$.a'], { onMatch: (rule) => rules.push(rule) });

    expect(rules).toEqual(['$.*']);
  });

  it('redacts the whole body by $', () => {
    expect(redactText(' {"a":1} ', ['$'])).toEqual({ text: ' "[CLIENT_REDACTED]" ' });
    expect(redactText('5', ['$'])).toEqual({ text: '"[CLIENT_REDACTED]"' });
  });

  it('skips a byte order mark', () => {
    expect(redactText('\ufeff{"a":1,"b":2}', ['$.a'])).toEqual({ text: '{"a":"[CLIENT_REDACTED]","b":2}' });
    expect(redactText('\ufeff{"b":2}', ['$.a'])).toEqual({ text: '{"b":2}' });
  });

  it('takes keys that mean something in a path, or to JavaScript, for plain names', () => {
    const text =
      '{"users":{"*":{},"..":{"ssn":"S1"},"bob":{"ssn":"S2"},"__proto__":{"ssn":"S3"},"":{"ssn":"S4"}}}';

    expect(redactText(text, ['$.users[*].ssn'])).toEqual({
      text: text.replace(/"S\d"/g, '"[CLIENT_REDACTED]"'),
    });
    expect(redactText('{"__proto__":1,"constructor":2}', ['$.__proto__', '$.constructor'])).toEqual({
      text: '{"__proto__":"[CLIENT_REDACTED]","constructor":"[CLIENT_REDACTED]"}',
    });
  });

  it('compares names by code units, lone surrogates included', () => {
    const asked: string[] = [];

    const redaction = redactText(String.raw`{"\ud83d\ude00":1,"\ud83d":2,"😀":3}`, ['$["😀"]'], {
      sensitiveName: (name) => {
        asked.push(name);
        return undefined;
      },
    });

    expect(redaction).toEqual({
      text: String.raw`{"\ud83d\ude00":"[CLIENT_REDACTED]","\ud83d":2,"😀":"[CLIENT_REDACTED]"}`,
    });
    expect(asked).toEqual(['😀', '\ud83d', '😀']);
  });
});

describe('redactJson with sensitive names', () => {
  const sensitiveName = (name: string): string | undefined => (name === 'pin' ? 'name pin' : undefined);

  it('redacts their values at any depth and any type', () => {
    const rules: string[] = [];
    const text = '[{"pin":1,"x":{"p\\u0069n":{"y":2}}},[[{"pin":[3]}]],{"spin":4}]';

    const redaction = redactText(text, [], { sensitiveName, onMatch: (rule) => rules.push(rule) });

    expect(redaction.text).toBe(
      '[{"pin":"[CLIENT_REDACTED]","x":{"p\\u0069n":"[CLIENT_REDACTED]"}},[[{"pin":"[CLIENT_REDACTED]"}]],{"spin":4}]',
    );
    expect(rules).toEqual(['name pin', 'name pin', 'name pin']);
  });

  it('names the path rather than the name when both match', () => {
    const rules: string[] = [];

    redactText('{"pin":1}', ['$.pin'], { sensitiveName, onMatch: (rule) => rules.push(rule) });

    expect(rules).toEqual(['$.pin']);
  });

  it('asks once for a name that repeats, however many bodies it is in', () => {
    let asked = 0;
    const automaton = compileAutomaton([], { sensitiveName: () => void (asked += 1) });
    const bytes = Buffer.from(JSON.stringify(Array.from({ length: 100 }, () => ({ a: 1, b: { c: 2 } }))));

    redactJson(bytes, automaton, BASE);
    redactJson(bytes, automaton, BASE);

    expect(asked).toBe(3);
  });

  it('stays right when a body brings more names than are remembered, and long ones', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `name${index}`.padEnd(index % 100, '-'));
    const body = Object.fromEntries([...names, 'pin'].map((name) => [name, 7]));
    const automaton = compileAutomaton([{ rule: 'r', path: '$.name4999' }], { sensitiveName });
    const bytes = Buffer.from(JSON.stringify(body));
    const expected = JSON.stringify({ ...body, pin: '[CLIENT_REDACTED]' });

    for (let round = 0; round < 3; round += 1) {
      expect(Buffer.from(redactJson(bytes, automaton, BASE).bytes).toString()).toBe(expected);
    }
  });

  it('does not let a later change of a body reach the names remembered from it', () => {
    const automaton = compileAutomaton([], { sensitiveName });
    const bytes = Buffer.from('{"pin":1,"abc":2}');
    redactJson(bytes, automaton, BASE);
    bytes.fill(0x78);

    const later = redactJson(Buffer.from('{"pin":1,"abc":2}'), automaton, BASE);

    expect(Buffer.from(later.bytes).toString()).toBe('{"pin":"[CLIENT_REDACTED]","abc":2}');
  });
});

describe('redactJson with a detector', () => {
  it('hands over decoded strings of six characters and more, and redacts what it names', () => {
    const asked: string[] = [];
    const matches: unknown[] = [];
    const text = '["12345","123456","\\u003123","ééééé","éééééé","k\\n3456",{"a":"hidden-already"}]';

    const redaction = redactText(text, ['$[6].a'], {
      detectValue: (value) => {
        asked.push(value);
        return value.startsWith('k') ? 'detector k' : undefined;
      },
      onMatch: (rule, start, end) => matches.push([rule, Buffer.from(text).subarray(start, end).toString()]),
    });

    expect(asked).toEqual(['123456', 'éééééé', 'k\n3456']);
    expect(redaction.text).toBe(
      '["12345","123456","\\u003123","ééééé","éééééé","[CLIENT_REDACTED]",{"a":"[CLIENT_REDACTED]"}]',
    );
    expect(matches).toEqual([
      ['detector k', '"k\\n3456"'],
      ['$[6].a', '"hidden-already"'],
    ]);
  });
});

describe('redactJson with filters and array ends', () => {
  it.each([
    ['$.u[?@.role == "admin"].s', '{"u":[{"s":1,"role":"admin"},{"s":2,"role":"user"}]}', [1]],
    ['$.u[?@.n == 9007199254740993].s', '{"u":[{"s":1,"n":9007199254740992},{"s":2,"n":5}]}', [1]],
    [
      '$.u[?@.n != 9007199254740993].s',
      '{"u":[{"s":1,"n":9007199254740992},{"s":2,"n":9007199254740993}]}',
      [1],
    ],
    ['$.u[?@.n == 1.10].s', '{"u":[{"s":1,"n":1.1},{"s":2,"n":110e-2},{"s":3,"n":1.11}]}', [1, 2]],
    ['$.u[?@.n > 1e400].s', '{"u":[{"s":1,"n":1e401},{"s":2,"n":1}]}', [1]],
    ['$.u[?@.n < "\\ue000"].s', '{"u":[{"s":1,"n":"😀"},{"s":2,"n":"a"}]}', [2]],
    ['$.u[?@.role == "admin"].s', '{"u":[{"s":1,"role":"admin","role":"user"},{"s":2,"role":"user"}]}', [1]],
    ['$.u[?@.role != "admin"].s', '{"u":[{"s":1,"role":"user","role":"admin"},{"s":2,"role":"admin"}]}', [1]],
    ['$.u[?!@.x.y].s', '{"u":[{"s":1,"x":{"y":1},"x":{}},{"s":2,"x":{"y":1}}]}', [1]],
    ['$.u[?length(@) == 2].s', '{"u":[{"s":1,"a":1},{"s":2,"a":1,"a":2}]}', [1, 2]],
    [
      '$.u[?@.p == $.p].s',
      '{"u":[{"s":1,"p":{"a":[1,{}],"b":2}},{"s":2,"p":{"a":[1]}}],"p":{"b":2,"a":[1,{}]}}',
      [1],
    ],
    ['$.u[-1].s', '{"u":[{"s":1},{"s":2}]}', [2]],
    ['$.u[::-2].s', '{"u":[{"s":1},{"s":2},{"s":3}]}', [1, 3]],
    ['$..[-1].s', '[{"s":1},{"s":2,"x":[{"s":3},{"s":4}]}]', [2, 4]],
  ])('%s in %s', (path, text, redacted) => {
    const expected = redacted.reduce(
      (result, number) => result.replace(`"s":${number}`, '"s":"[CLIENT_REDACTED]"'),
      text,
    );

    expect(redactText(text, [path])).toEqual({ text: expected });
  });

  it('counts what was not received as matched', () => {
    const cut = { complete: false };

    expect(redactText('[{"s":1},{"s":2},{"s":3', ['$[-2].s'], cut)).toEqual({
      text: '[{"s":1},{"s":"[CLIENT_REDACTED]"},{"s":"[CLIENT_REDACTED]"',
      stopped: 'truncated',
    });
    expect(redactText('[{"s":1},{"s":2}', ['$[0:-5].s'], cut)).toEqual({
      text: '[{"s":"[CLIENT_REDACTED]"},{"s":"[CLIENT_REDACTED]"}',
      stopped: 'truncated',
    });
    expect(redactText('[{"s":1,"a":1},{"s":2},{"s":3,"b":', ['$[?@.a].s'], cut)).toEqual({
      text: '[{"s":"[CLIENT_REDACTED]","a":1},{"s":2},{"s":"[CLIENT_REDACTED]","b":',
      stopped: 'truncated',
    });
    expect(redactText('{"u":[{"s":1}],"on":false', ['$.u[?$.on == true].s'], cut)).toEqual({
      text: '{"u":[{"s":"[CLIENT_REDACTED]"}],"on":',
      stopped: 'truncated',
    });
  });

  it('redacts by a pattern from the body even when that is no pattern', () => {
    const text = '{"re":"[","v":["x",1]}';

    expect(redactText(text, ['$.v[?match(@, $.re)]'])).toEqual({
      text: '{"re":"[","v":["[CLIENT_REDACTED]",1]}',
    });
  });

  it('redacts everything a filter is about when it would take too long to decide', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const path = '$..[?@..[?@..x]]';

    expect(redactText(nested(10), [path])).toEqual({ text: nested(10) });
    expect(redactText(nested(3000), [path])).toEqual({ text: '["[CLIENT_REDACTED]"]' });
  });
});

describe('redactJson on bodies it cannot finish', () => {
  it.each([
    ['{"a":1}x', '{"a":"[CLIENT_REDACTED]"}'],
    ['{"b":1}{"a":2}', '{"b":1}'],
    ['{"b":1,}', '{"b":1,'],
    ['[1,]', '[1,'],
    ['[1 2]', '[1'],
    ['{"b" 1}', '{"b"'],
    ['{b:1}', '{'],
    ["{'b':1}", '{'],
    ['{"b":1]', '{"b":1'],
    ['[1}', '[1'],
    [']', ''],
    ['', ''],
    ['  ', ''],
    ['[01]', '['],
    ['[1.]', '['],
    ['[-]', '['],
    ['[+1]', '['],
    ['[1e]', '['],
    ['[.5]', '['],
    ['[12x]', '['],
    ['[truex]', '['],
    ['[True]', '['],
    ['[NaN]', '['],
    ['["\u0001"]', '['],
    ['["\\x"]', '['],
    ['["\\u12g4"]', '['],
    ['["open', '['],
    ['[12', '['],
    ['{"b":1 // c\n}', '{"b":1'],
    ['callback({"a":1})', ''],
    ['[1,2', '[1,'],
    ['{"b":"\\', '{"b":'],
    ['{"a":"open', '{"a":"[CLIENT_REDACTED]"'],
    ['{"a":{"x":"secret" !', '{"a":"[CLIENT_REDACTED]"'],
  ])('stops in %j after what is proven', (text, expected) => {
    expect(redactText(text, ['$.a'])).toEqual({ text: expected, stopped: 'unparseable' });
  });

  it.each([
    ['an overlong form', [0xc0, 0xaf]],
    ['an overlong form of three bytes', [0xe0, 0x80, 0x80]],
    ['an overlong form of four bytes', [0xf0, 0x80, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point too high', [0xf4, 0x90, 0x80, 0x80]],
    ['a lone continuation', [0x80]],
    ['a lead without continuation', [0xc3, 0x22]],
    ['a byte UTF-8 never uses', [0xff]],
  ])('stops at %s', (_, sequence) => {
    const body = Buffer.concat([Buffer.from('{"a":1,"b":"'), Buffer.from(sequence), Buffer.from('"}')]);

    expect(redactText(body, ['$.a'])).toEqual({
      text: '{"a":"[CLIENT_REDACTED]","b":',
      stopped: 'unparseable',
    });
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['UTF-16 without', Buffer.from('{"a":1}', 'utf16le')],
    ['big-endian UTF-16', Buffer.from('{"a":1}', 'utf16le').swap16()],
    ['UTF-32', Buffer.from([0, 0, 0, 0x7b])],
  ])('emits nothing of %s', (_, body) => {
    expect(redactText(body, ['$.a'])).toEqual({ text: '', stopped: 'charset' });
  });

  it.each([
    ['{"b":"x","c":"part', '{"b":"x","c":'],
    ['{"b":"x","na', '{"b":"x",'],
    ['{"b":"x","c":12', '{"b":"x","c":'],
    ['{"b":"x","c":true', '{"b":"x","c":'],
    ['{"b":[1,2', '{"b":[1,'],
    ['{"b":"\u00e9', '{"b":'],
    ['{"a":"secr', '{"a":"[CLIENT_REDACTED]"'],
    ['{"a":12', '{"a":"[CLIENT_REDACTED]"'],
    ['{"a":{"x":["y"', '{"a":"[CLIENT_REDACTED]"'],
    ['{"a":', '{"a":'],
    ['{"b":1}', '{"b":1}'],
    ['{"b":1} ', '{"b":1}'],
    ['1', ''],
  ])('of a body cut after %j gives %j', (text, expected) => {
    expect(redactText(text, ['$.a'], { complete: false })).toEqual({ text: expected, stopped: 'truncated' });
  });

  it('keeps within the allowed output, at the end of a token', () => {
    expect(redactText('[1,1,1,1]', ['$[*]'], { maxOutputBytes: 45 })).toEqual({
      text: '["[CLIENT_REDACTED]","[CLIENT_REDACTED]"',
      stopped: 'truncated',
    });
    expect(redactText('{"b":"12345","c":1}', ['$.a'], { maxOutputBytes: 12 })).toEqual({
      text: '{"b":"12345"',
      stopped: 'truncated',
    });
    expect(redactText('{"b":"12345","c":1}', ['$.a'], { maxOutputBytes: 11 })).toEqual({
      text: '{',
      stopped: 'truncated',
    });
    expect(redactText('{"a":"secret"', ['$.a'], { maxOutputBytes: 20, complete: false })).toEqual({
      text: '{',
      stopped: 'truncated',
    });
    expect(redactText('[1]  ', ['$.a'], { maxOutputBytes: 4 })).toEqual({
      text: '[1]',
      stopped: 'truncated',
    });
    expect(redactText('[1]', ['$.a'], { maxOutputBytes: 3 })).toEqual({ text: '[1]' });
  });

  it('spends the room a replacement frees', () => {
    const text = `{"a":"${'x'.repeat(1000)}","b":1}`;

    expect(redactText(text, ['$.a'], { maxOutputBytes: 40 })).toEqual({
      text: '{"a":"[CLIENT_REDACTED]","b":1}',
    });
  });

  it('survives a million levels', () => {
    const levels = 1_000_000;

    expect(redactText('['.repeat(levels), ['$..a'])).toEqual({ text: '['.repeat(10_000), stopped: 'depth' });
    expect(redactText('{"a":'.repeat(levels), ['$.a'])).toEqual({
      text: '{"a":"[CLIENT_REDACTED]"',
      stopped: 'depth',
    });
    expect(redactText('['.repeat(levels), ['$..[?@.a]']).stopped).toBe('depth');
  });

  it('goes down ten thousand levels', () => {
    const text = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

    expect(redactText(text, ['$..a'])).toEqual({ text });
  });
});
