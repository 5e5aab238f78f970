import { describe, expect, it } from 'vitest';
import type { MatchPlace } from '../../../../lib/redaction/json-path/automaton-state.js';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { matchFieldName } from '../../../../lib/redaction/json-path/match-field-name.js';
import { redactText } from './redact-text.js';

function placesIn(text: string, ...paths: string[]): MatchPlace[] {
  const places: MatchPlace[] = [];
  redactText(text, paths, {
    onMatch: (_rule, _start, _end, { rules, openRules }) => places.push({ rules, openRules }),
  });
  return places;
}

function overlapsOf(field: string, ...paths: string[]): MatchPlace[] {
  const places: MatchPlace[] = [];
  const automaton = compileAutomaton(
    paths.map((path) => ({ rule: path, path })),
    { sensitiveName: (name) => (name === 'pin' ? 'name pin' : undefined) },
  );
  matchFieldName(field, automaton, (place) => places.push(place));
  return places;
}

describe('the place of a match', () => {
  it.each([
    ['{"a":1}', ['$.a'], [{ rules: ['$.a'], openRules: [] }]],
    ['{"a":{"b":1}}', ['$.a', '$.*', '$.a.b'], [{ rules: ['$.a', '$.*'], openRules: ['$.a.b'] }]],
    ['{"a":{"b":1}}', ['$.x', '$..a', '$..b'], [{ rules: ['$..a'], openRules: ['$..a', '$..b'] }]],
    ['[[1]]', ['$[*]', '$[0][?@ > 0]'], [{ rules: ['$[*]'], openRules: ['$[0][?@ > 0]'] }]],
  ])('in %s, for %j, names all that end there and all that go on', (text, paths, places) => {
    expect(placesIn(text, ...paths)).toEqual(places);
  });

  it('names a rule of several paths once', () => {
    const automaton = compileAutomaton([
      { rule: 'both', path: '$.a' },
      { rule: 'both', path: '$.*' },
      { rule: 'both', path: '$.a.b' },
      { rule: 'both', path: '$.a.c' },
    ]);

    const { rules, openRules } = automaton.begin().afterAny('a', false);

    expect(rules).toEqual(['both']);
    expect(openRules).toEqual(['both']);
  });
});

describe('the place of a field', () => {
  it.each([
    ['a', ['$.a'], [{ rules: ['$.a'], openRules: [] }]],
    ['a', ['$.a', '$.*', '$["a"]'], [{ rules: ['$.a', '$.*', '$["a"]'], openRules: [] }]],
    // A field ends where its name does: what could go on there found nothing to select.
    ['a', ['$.a', '$.a.b'], [{ rules: ['$.a'], openRules: [] }]],
    ['a[b]', ['$.a', '$.a.b'], [{ rules: ['$.a'], openRules: ['$.a.b'] }]],
    ['a[b]', ['$.a.b', "$['a[b]']"], [{ rules: ["$['a[b]']", '$.a.b'], openRules: [] }]],
    ['a', ['$.a[*]'], [{ rules: ['$.a[*]'], openRules: [] }]],
    ['pin[x]', ['$.pin.x'], [{ rules: [], openRules: ['$.pin.x'] }]],
    ['pin', ['$.a'], []],
    ['[a]'.repeat(65), ['$.a'], []],
    ['b', ['$.a'], []],
  ])('%s, for %j', (field, paths, places) => {
    expect(overlapsOf(field, ...paths)).toEqual(places);
  });

  it('is a path rather than a sensitive name', () => {
    const automaton = compileAutomaton([{ rule: 'path', path: '$.user.pin' }], {
      sensitiveName: (name) => (name === 'pin' ? 'name pin' : undefined),
    });

    expect(matchFieldName('user[pin]', automaton)).toBe('path');
    expect(matchFieldName('owner[pin]', automaton)).toBe('name pin');
  });
});

describe('a field name', () => {
  it('is not asked about where it says only "the next element"', () => {
    const asked: string[] = [];
    const automaton = compileAutomaton([], { sensitiveName: (name) => void asked.push(name) });

    matchFieldName('a[][b]', automaton);

    expect(asked).toEqual(['a[][b]', 'a', 'b']);
  });

  it.each([
    ['[a]'.repeat(64), `$${'.a'.repeat(64)}`, true],
    ['[a]'.repeat(65), '$.b', true],
    ['[a]'.repeat(64), '$.b', false],
    ['a]', "$['a]']", true],
    [']', "$[']']", true],
    ['a[b', '$.a', true],
    ['a[b', "$.a['['].b", true],
    ['a]b', "$.a[']'].b", true],
    ['a[b', '$.a[*].b', true],
    ['a[b', "$.a[''].b", false],
    ['a[b]c', '$.a.b.c', true],
    ['a[b].c', '$.a.b.c', true],
    ['a.b', '$.a.b', true],
    ['a..b', "$.a[''].b", true],
    ['.a', '$.a', true],
    ['[a', "$['[a']", true],
    ['a[]', '$.a', true],
    ['a[]', '$.a[5]', true],
    ['a[0x]', '$.a[0]', false],
    ['a[x0]', '$.a[0]', false],
    ['a[10]', '$.a[0]', true],
    ['a[-1]', '$.a[0]', false],
    ['a', '$.a.b', false],
    ['a', '$.a[?@.b]', true],
    ['a', '$.a[*].b', false],
    ['a', '$.a.*', true],
    // What holds the fields is an object.
    ['a', '$[*].a', false],
    ['a[b]', '$[*].a.b', false],
    // Up to eight steps, any may be followed by the elements of an array.
    ['a[b][c][d][e][f][g][h]', '$.a[*].b.c.d.e.f.g.h', true],
    ['a[b][c][d][e][f][g][h][i]', '$.a[*].b.c.d.e.f.g.h.i', false],
    ['a[b][c][d][e][f][g][h][i]', '$.a.b.c.d.e.f.g.h.i', true],
  ])('%s falls under %s: %s', (field, path, expected) => {
    const rule = matchFieldName(field, compileAutomaton([{ rule: 'path', path }]));

    expect(rule !== undefined).toBe(expected);
  });
});
