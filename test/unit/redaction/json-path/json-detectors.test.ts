import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { redactText } from './redact-text.js';

const M = '"[CLIENT_REDACTED]"';

describe('a detector of numbers', () => {
  it('is asked about those of nine characters and more, as they are written', () => {
    const asked: string[] = [];

    const redaction = redactText(
      '[12345678,123456789,-12345678,1e-012345,0.00000001,"1234567890",false]',
      [],
      {
        detectNumber(text) {
          asked.push(text);
          return text === '-12345678' ? 'number' : undefined;
        },
      },
    );

    expect(asked).toEqual(['123456789', '-12345678', '1e-012345', '0.00000001']);
    expect(redaction).toEqual({
      text: `[12345678,123456789,${M},1e-012345,0.00000001,"1234567890",false]`,
    });
  });

  it('is not asked about what a rule redacts already', () => {
    const asked: string[] = [];

    redactText('{"a":[123456789],"b":987654321}', ['$.a'], {
      detectNumber: (text) => void asked.push(text),
    });

    expect(asked).toEqual(['987654321']);
  });
});

describe('a condition that is necessary for a detector of strings', () => {
  it('is given the bytes and the place of each string of six bytes and more', () => {
    const asked: string[] = [];

    redactText('["12345","123456","\\u0031"]', [], {
      detectValue: () => undefined,
      mayHold(bytes, view, start, end) {
        expect(view.byteLength).toBe(bytes.length);
        asked.push(Buffer.from(bytes.subarray(start, end)).toString());
        return true;
      },
    });

    expect(asked).toEqual(['"123456"', '"\\u0031"']);
  });

  it('spares the detector what it answers no to', () => {
    const asked: string[] = [];

    const redaction = redactText('["secret-1","secret-2"]', [], {
      detectValue(text) {
        asked.push(text);
        return 'secret';
      },
      mayHold: (bytes, _view, _start, end) => bytes[end - 2] === 0x32,
    });

    expect(asked).toEqual(['secret-2']);
    expect(redaction).toEqual({ text: `["secret-1",${M}]` });
  });
});

describe('a body that lies inside of a larger array', () => {
  it('is redacted and asked about as if it stood alone', () => {
    const asked: string[] = [];
    const around = Buffer.from('"secret-0"{"a":123456789,"b":"secret-1","c":1}"secret-2"');
    const bytes = around.subarray(10, around.length - 10);

    const redaction = redactJson(bytes, compileAutomaton([{ rule: 'c', path: '$.c' }]), {
      complete: true,
      maxOutputBytes: 100,
      detectValue: (text) => void asked.push(text),
      detectNumber: (text) => void asked.push(text),
    });

    expect(Buffer.from(redaction.bytes).toString()).toBe(`{"a":123456789,"b":"secret-1","c":${M}}`);
    expect(asked).toEqual(['123456789', 'secret-1']);
  });
});

describe('a suspicious name', () => {
  function toldIn(text: string, ...paths: string[]): string[] {
    const told: string[] = [];
    const automaton = compileAutomaton(
      paths.map((path) => ({ rule: path, path })),
      { suspiciousName: (name) => name.startsWith('odd') },
    );
    redactJson(Buffer.from(text), automaton, {
      complete: true,
      maxOutputBytes: 1000,
      detectValue: (value) => (value === 'secret-1' ? 'secret' : undefined),
      detectNumber: (value) => (value === '123456789' ? 'secret' : undefined),
      onSuspicious: (name) => told.push(name),
    });
    return told;
  }

  it.each([
    ['{"odd":"x"}', ['odd']],
    ['{"odd":""}', []],
    ['{"odd":0}', ['odd']],
    ['{"odd":9}', ['odd']],
    ['{"odd":-1}', ['odd']],
    ['{"odd":true}', []],
    ['{"odd":false}', []],
    ['{"odd":null}', []],
    ['{"odd":{}}', ['odd']],
    ['{"odd":[]}', ['odd']],
    ['{"odd":[1,"x",[2]]}', ['odd']],
    ['{"odd":{"odd 2":1,"even":2}}', ['odd', 'odd 2']],
    ['{"odd":1,"odd":2}', ['odd', 'odd']],
    ['{"even":1,"x":"odd"}', []],
    ['[{"odd":1},5]', ['odd']],
    ['{"odd":"secret-1","odd 2":123456789}', []],
  ])('is told where its value says something: in %s %j', (text, told) => {
    expect(toldIn(text)).toEqual(told);
  });

  it('need not be told to anybody', () => {
    const automaton = compileAutomaton([], { suspiciousName: () => true });
    const bytes = Buffer.from('{"odd":{"odder":1}}');

    expect(redactJson(bytes, automaton, { complete: true, maxOutputBytes: 100 })).toEqual({ bytes });
  });

  it('is not told where a rule redacts its value, or one around it', () => {
    expect(toldIn('{"odd":1,"a":{"odd 2":2},"odd 3":[3],"odd 4":4}', '$.odd', '$.a', '$["odd 3"]')).toEqual([
      'odd 4',
    ]);
  });
});

describe('memory that is used again', () => {
  it.each([
    ['a body', 100],
    ['a body too large for it', 300_000],
  ])('holds nothing of %s that was redacted', (_, length) => {
    // The real method runs: this only remembers what it wrote to.
    const set = vi.spyOn(Uint8Array.prototype, 'set');
    redactText(`{"b":"${'x'.repeat(length)}","a":"${'secret-1'.repeat(9)}"}`, ['$.a']);
    const written = new Set<unknown>(set.mock.contexts);
    set.mockRestore();

    expect(written.size).toBe(2);
    expect(
      [...written].filter((array) => array instanceof Uint8Array && Buffer.from(array).includes('secret-1')),
    ).toEqual([]);
  });
});
