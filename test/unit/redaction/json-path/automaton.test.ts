import { afterEach, describe, expect, it, vi } from 'vitest';
import { ItemList } from '../../../../lib/redaction/json-path/automaton-items.js';
import { compileAutomaton, type JsonAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { redactText } from './redact-text.js';

/** Transitions worked out; the real method runs. */
const steps = vi.spyOn(ItemList.prototype, 'step');

afterEach(() => {
  vi.clearAllMocks();
});

function stepsFor(text: string, automaton: JsonAutomaton): number {
  vi.clearAllMocks();
  redactJson(new TextEncoder().encode(text), automaton, { complete: true, maxOutputBytes: 1e7 });
  return steps.mock.calls.length;
}

function automatonOf(...paths: string[]): JsonAutomaton {
  return compileAutomaton(paths.map((path) => ({ rule: path, path })));
}

function rulesFor(text: string, ...paths: string[]): string[] {
  const rules: string[] = [];
  redactText(text, paths, { onMatch: (rule) => rules.push(rule) });
  return rules;
}

describe('an automaton', () => {
  it('is empty only without paths and names', () => {
    expect(compileAutomaton([]).isEmpty).toBe(true);
    expect(automatonOf('$.a').isEmpty).toBe(false);
    expect(compileAutomaton([], { sensitiveName: () => undefined }).isEmpty).toBe(false);
  });

  it('reads names everywhere only when asked about them', () => {
    expect(automatonOf('$..a').readsAllNames).toBe(false);
    expect(compileAutomaton([], { sensitiveName: () => undefined }).readsAllNames).toBe(true);
    expect(compileAutomaton([], { suspiciousName: () => true }).readsAllNames).toBe(true);
  });

  it('goes on below a match', () => {
    const below = automatonOf('$.a', '$.a.b').begin().afterAny('a', false).afterAny('b', false);

    expect(below.rule).toBe('$.a.b');
  });

  it.each([
    ['$.a', false],
    ['$..*', false],
    ['$[0][1:2]', false],
    ['$[-1]', true],
    ['$.a[*][-1:]', true],
    ['$..[?@.a]', true],
    ['$.a["b",?@.c]', true],
  ])('for %s looks ahead: %s', (path, expected) => {
    expect(automatonOf(path).looksAhead).toBe(expected);
  });

  it('counts a path given twice under its first label', () => {
    const rules: string[] = [];
    const automaton = compileAutomaton([
      { rule: 'first', path: '$.a' },
      { rule: 'second', path: '$.a' },
    ]);

    redactJson(new TextEncoder().encode('{"a":1}'), automaton, {
      complete: true,
      maxOutputBytes: 100,
      onMatch: (rule) => rules.push(rule),
    });

    expect(rules).toEqual(['first']);
  });
});

describe('of several paths that match one value, the first counts', () => {
  it.each([
    ['{"a":{"b":1}}', ['$.a.b', '$..b'], '$.a.b'],
    ['{"a":{"b":1}}', ['$..b', '$.a.b'], '$..b'],
    ['{"a":{"b":1}}', ['$.*.*', '$.a.b', '$..b'], '$.*.*'],
    ['[{"x":1}]', ['$[?@.x]', '$[0]'], '$[?@.x]'],
    ['[{"x":1}]', ['$[0]', '$[?@.x]'], '$[0]'],
    ['[1]', ['$[-1]', '$[0]', '$[*]'], '$[-1]'],
    [
      '[1,2,3]',
      ['$[9]', '$[8]', '$[7]', '$[6]', '$[5]', '$[4]', '$[3]', '$[2]', '$[1]', '$[0]', '$[*]'],
      '$[0]',
    ],
  ])('in %s by %j', (text, paths, first) => {
    expect(rulesFor(text, ...paths)[0]).toBe(first);
  });
});

describe('selecting', () => {
  it.each([
    ['$.a.b', '{"a":{"b":1},"b":2,"c":{"b":3}}', [1]],
    ['$.*.b', '{"a":{"b":1},"b":2,"c":{"b":3}}', [1, 3]],
    ['$..b', '{"a":{"b":1},"b":2,"c":{"b":3}}', [1, 2, 3]],
    ['$..a..b', '{"a":{"x":{"b":1}},"b":2,"c":{"a":[{"b":3}]}}', [1, 3]],
    ['$.a..b.c', '{"a":{"b":{"c":1},"x":{"b":{"c":2}}},"b":{"c":3}}', [1, 2]],
    ['$["a","c"].b', '{"a":{"b":1},"b":{"b":2},"c":{"b":3}}', [1, 3]],
    ['$[1]', '[1,2,3]', [2]],
    ['$[1,2]', '[1,2,3]', [2, 3]],
    ['$[0]', '{"0":1}', []],
    ['$.a', '[1]', []],
    ['$["0"]', '[1]', []],
    ['$[*]', '[1,2]', [1, 2]],
    ['$[*]', '{"a":1,"b":2}', [1, 2]],
    ['$[1:]', '[1,2,3]', [2, 3]],
    ['$[:1]', '[1,2,3]', [1]],
    ['$[0:3:2]', '[1,2,3,4]', [1, 3]],
    ['$[-2]', '[1,2,3]', [2]],
    ['$[-9]', '[1,2,3]', []],
    ['$[-2:]', '[1,2,3]', [2, 3]],
    ['$[::-2]', '[1,2,3]', [1, 3]],
    ['$[-1]', '{"a":1}', []],
    ['$[-2]', '{"a":1}', []],
    ['$[-3]', '{"a":1,"b":2}', []],
    ['$[-2:]', '{"a":1}', []],
    ['$[?@ > 1]', '[1,2,3]', [2, 3]],
    ['$[?@ > 1]', '{"a":1,"b":2}', [2]],
    ['$[?@ > 1, 0]', '[1,2,3]', [1, 2, 3]],
    ['$[?@.s == 2].s', '[{"s":1},{"s":2}]', [2]],
    ['$[-1].s', '[{"s":1},{"s":2}]', [2]],
  ])('by %s in %s takes %j', (path, text, numbers) => {
    const expected = text.replace(/(?<=[:[,])\d/g, (number) =>
      numbers.includes(Number(number)) ? '"[CLIENT_REDACTED]"' : number,
    );

    expect(redactText(text, [path])).toEqual({ text: expected });
  });

  it.each([
    ['$[64]', 64],
    ['$[63]', 63],
    ['$[65]', 65],
    ['$[200]', 200],
    ['$[200:201]', 200],
    ['$[200:203:7]', 200],
  ])('by %s takes element %i of many', (path, index) => {
    const elements = Array.from({ length: 300 }, (_, element) => element);
    const expected = elements.map((element) => (element === index ? '[CLIENT_REDACTED]' : element));

    expect(redactText(JSON.stringify(elements), [path]).text).toBe(JSON.stringify(expected));
  });
});

describe('what was worked out for one body', () => {
  it('serves all later ones', () => {
    const automaton = automatonOf('$.a[*].b', '$..c');
    const body = '{"a":[{"b":1},{"b":2,"c":3}],"x":{"y":{"z":1}}}';

    expect(stepsFor(body, automaton)).toBeGreaterThan(0);
    expect(stepsFor(body, automaton)).toBe(0);
  });

  it('is one answer for all names that no path names', () => {
    const automaton = automatonOf('$..c');
    stepsFor('{"a":1}', automaton);

    expect(stepsFor('{"d":{"e":{"f":1}}}', automaton)).toBe(0);
  });

  it('is one answer for all elements from where they get the same', () => {
    const body = JSON.stringify(Array.from({ length: 1000 }, () => 1));

    expect(stepsFor(body, automatonOf('$[*]'))).toBe(1);
    expect(stepsFor(body, automatonOf('$[5]'))).toBe(7);
    expect(stepsFor(body, automatonOf('$[2:5]'))).toBe(6);
  });

  it('is kept for 64 elements where every one may differ', () => {
    const automaton = automatonOf('$[::2]');
    const body = JSON.stringify(Array.from({ length: 100 }, () => 1));

    expect(stepsFor(body, automaton)).toBe(100);
    expect(stepsFor(body, automaton)).toBe(36);
  });

  it('takes no step below what no path can match', () => {
    expect(stepsFor('{"x":[{"a":{"b":1}}]}', automatonOf('$.a.b'))).toBe(1);
  });

  it('is dropped when a hostile body made it too much', () => {
    const automaton = automatonOf(`$..a${'.*'.repeat(20)}.password`);
    const names = unpredictableNames(9000);
    const body = `${names.map((name) => `{"${name}":`).join('')}1${'}'.repeat(names.length)}`;
    const first = stepsFor(body, automaton);

    expect(first).toBeGreaterThan(2048);
    expect(stepsFor(body, automaton)).toBe(first);
  });
});

/** "a" and "b" in an order that brings ever new sets of items up, the same in every run. */
function unpredictableNames(count: number): string[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state > 0x7fffffff ? 'a' : 'b';
  });
}
