import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAutomaton, type JsonAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { matchFieldName } from '../../../../lib/redaction/json-path/match-field-name.js';
import { assertProperty } from './assert-property.js';
import { path, selectedLocations, tamePath, tameName, tameValue } from './oracle.js';

type Steps = readonly (string | number)[];

describe('the name of a form field, as parsers nest it', () => {
  it('matches wherever an independent implementation selects, for any paths', () => {
    assertProperty(
      fc.property(tameValue, fc.array(fc.oneof(path, tamePath), { maxLength: 4 }), (value, paths) => {
        const automaton = compile(paths);
        const selected = selectedLocations(value, paths);

        const missed = leavesOf(value)
          .filter((leaf) => selected.some((location) => isInside(leaf, location)))
          .filter((leaf) => matchFieldName(bracketed(leaf), automaton) === undefined);

        expect(missed).toEqual([]);
      }),
    );
  });

  it('matches nowhere else, for paths of names and wildcards', () => {
    const names = fc.array(tameName, { minLength: 1, maxLength: 5 });
    const wild = tamePath.filter((each) => !/\d/.test(each));

    assertProperty(
      fc.property(names, fc.array(wild, { maxLength: 4 }), (steps, paths) => {
        const name = bracketed(steps);
        const isSelected = (reading: unknown): boolean => selectedLocations(reading, paths).length > 0;
        // A field given twice is an array, also where others are nested; and a name may be read as it stands.
        const sure = [nested(steps, ['x']), nested([name], ['x'])];
        const possible = steps.map((_, at) => nested(steps.slice(0, at), [nested(steps.slice(at), ['x'])]));

        const isMatch = matchFieldName(name, compile(paths)) !== undefined;

        expect((isMatch ? [...sure, ...possible] : sure).some(isSelected)).toBe(isMatch);
      }),
    );
  });
});

function compile(paths: readonly string[]): JsonAutomaton {
  return compileAutomaton(paths.map((each) => ({ rule: each, path: each })));
}

function bracketed([first = '', ...rest]: Steps): string {
  return `${first}${rest.map((step) => `[${step}]`).join('')}`;
}

function nested(steps: Steps, leaf: unknown): unknown {
  return steps.reduceRight<unknown>((value, step) => ({ [step]: value }), leaf);
}

function isInside(leaf: Steps, location: Steps): boolean {
  return location.every((step, index) => leaf[index] === step);
}

/** Where the scalars are: what a form has fields for. */
function leavesOf(value: unknown, steps: Steps = []): Steps[] {
  if (Array.isArray(value)) return value.flatMap((element, index) => leavesOf(element, [...steps, index]));
  if (typeof value !== 'object' || value === null) return [steps];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...steps, name]));
}
