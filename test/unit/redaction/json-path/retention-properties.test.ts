import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { assertProperty } from './assert-property.js';
import { placeholder, tellsOfForeignValues, withForeignValues } from './foreign-values.js';
import { jsonValue, jsonValueWith, name, path, scalar } from './oracle.js';
import { redactText } from './redact-text.js';
import { walk } from './walk.js';

const MARKER = '"[CLIENT_REDACTED]"';
const paths = fc.array(path, { maxLength: 6 });

describe('the bytes of a body', () => {
  it('are all there in a prefix of it, when no path selects anything', () => {
    assertProperty(
      fc.property(jsonValue, fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        const bytes = Buffer.from(text);
        const cut = redactText(bytes.subarray(0, at % bytes.length), ['$.nowhere', '$..["not there"][0]'], {
          complete: false,
        });

        expect(text.startsWith(cut.text)).toBe(true);
        expect(redactText(bytes, ['$.nowhere', '$..["not there"][0]'])).toEqual({ text });
      }),
    );
  });

  it('are as they were outside of what is reported as matched, numbers and space as written', () => {
    assertProperty(
      fc.property(
        jsonValue,
        paths,
        fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
        (value, each, choices) => {
          const bytes = Buffer.from(spelledFreely(JSON.stringify(value), choices));
          const ranges: [number, number][] = [];
          const automaton = compileAutomaton(each.map((one) => ({ rule: one, path: one })));

          const { bytes: output, stopped } = redactJson(bytes, automaton, {
            complete: true,
            maxOutputBytes: 1e7,
            onMatch: (_, start, end) => ranges.push([start, end]),
          });

          expect(stopped).toBeUndefined();
          expect(Buffer.from(output).toString()).toBe(withMarkers(bytes, ranges));
          expect(JSON.parse(Buffer.from(output).toString())).toEqual(
            JSON.parse(redactText(JSON.stringify(JSON.parse(bytes.toString())), each).text),
          );
        },
      ),
    );
  });
});

describe('a value', () => {
  it('is not changed though it is frozen through and through, and what does not change is shared', () => {
    assertProperty(
      fc.property(jsonValue, paths, (value, each) => {
        const before = JSON.stringify(value);
        deepFreeze(value);

        const { value: shown, withheld } = walk(value, each);

        expect(withheld).toBeUndefined();
        expect(JSON.stringify(value)).toBe(before);
        expectShared(value, shown);
      }),
    );
  });

  it('is shown without running any code of the app that it holds', () => {
    const value = jsonValueWith(name, fc.oneof(scalar, placeholder));

    assertProperty(
      fc.property(value, paths, (each, rules) => {
        const { value: shown, withheld } = walk(withForeignValues(each), rules, {
          sensitiveName: () => undefined,
        });

        expect(withheld).not.toBe('error');
        expect(tellsOfForeignValues(JSON.stringify(shown) ?? '')).toBe(false);
      }),
    );
  });
});

/** The same JSON as somebody else may write it: other space, and numbers with fractions and exponents. */
function spelledFreely(text: string, choices: readonly number[]): string {
  let count = 0;
  const choose = (options: readonly string[]): string => {
    count += 1;
    return options[(choices[count % choices.length] ?? 0) % options.length] ?? '';
  };
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|[{}[\]:,]/gs, (token) => {
    const space = choose(['', ' ', '\n\t', '\r']);
    if (/^-?\d+$/.test(token)) return space + token + choose(['', '.0', 'e0', 'E+00', '.50']);
    return space + token;
  });
}

function withMarkers(bytes: Buffer, ranges: readonly (readonly [number, number])[]): string {
  let read = 0;
  let text = '';
  for (const [start, end] of ranges) {
    text += bytes.toString('utf8', read, start) + MARKER;
    read = end;
  }
  return text + bytes.toString('utf8', read);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}

/** What is equal must be the same: nothing is copied that does not lead to a change. */
function expectShared(value: unknown, shown: unknown): void {
  if (typeof value !== 'object' || value === null || shown === value || typeof shown !== 'object') return;
  expect(JSON.stringify(shown)).not.toBe(JSON.stringify(value));
  if (shown === null) return;
  const members = new Map(Object.entries(shown));
  for (const [key, member] of Object.entries(value)) expectShared(member, members.get(key));
}
