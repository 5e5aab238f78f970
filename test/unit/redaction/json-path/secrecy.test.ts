import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactJson } from '../../../../lib/redaction/json-path/redact-json.js';
import { jsonValue, name, path } from './oracle.js';

const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 200);

/** Eight parts, so that even a piece of it is found. */
const SECRET = 'hunter2-Zq9xW4vK-7mPd31Ls';
const PIECES = [SECRET.slice(0, 6), SECRET.slice(6, 12), SECRET.slice(12, 18), SECRET.slice(18)];

/** Bodies in which the secret stands where one of the paths reaches, whatever stands around it. */
const planted = fc
  .tuple(
    jsonValue,
    jsonValue,
    fc.array(fc.oneof(name, fc.nat(3)), { maxLength: 3 }),
    fc.constantFrom(SECRET, [1, { x: SECRET }], { y: [SECRET] }),
  )
  .map(([before, after, steps, secret]) => {
    const inner = { before, password: secret, after };
    const value = steps.reduce<unknown>(
      (child, step) => (typeof step === 'number' ? [before, child, after] : { before, [step]: child, after }),
      inner,
    );
    return Buffer.from(JSON.stringify({ list: [{ kind: 'open' }, { kind: 'closed', of: value }], value }));
  });

const RULE_SETS = [
  ['$..password'],
  ['$..password', '$.list[-1].of', '$.a..b'],
  ['$..[?@.kind == "closed"].of', '$.value'],
  ['$.value', '$.list[1:]'],
  ['$..[-1]', '$..password'],
];

const ruleSet = fc
  .tuple(fc.constantFrom(...RULE_SETS), fc.array(path, { maxLength: 2 }))
  .map(([known, others]) => [...known, ...others]);

function redact(
  bytes: Uint8Array,
  paths: readonly string[],
  complete: boolean,
): { text: string; stopped: string | undefined } {
  const automaton = compileAutomaton(paths.map((each) => ({ rule: each, path: each })));
  const redaction = redactJson(bytes, automaton, { complete, maxOutputBytes: 1e6 });
  return {
    text: new TextDecoder('utf-8', { fatal: true }).decode(redaction.bytes),
    stopped: redaction.stopped,
  };
}

function expectNoSecret(text: string): void {
  for (const piece of PIECES) expect(text).not.toContain(piece);
}

describe('a planted secret', () => {
  it('is in no prefix, wherever the body is cut', () => {
    fc.assert(
      fc.property(planted, ruleSet, (bytes, paths) => {
        for (let end = 0; end <= bytes.length; end += 1) {
          expectNoSecret(redact(bytes.subarray(0, end), paths, false).text);
          if (end < bytes.length) expectNoSecret(redact(bytes.subarray(0, end), paths, true).text);
        }
      }),
      { numRuns: ROUNDS / 10 },
    );
  });

  it('is not in what is left of a damaged body that no parser would read', () => {
    fc.assert(
      fc.property(planted, ruleSet, fc.nat(), fc.nat(255), (bytes, paths, at, byte) => {
        const damaged = Buffer.from(bytes);
        damaged[at % bytes.length] = byte;
        fc.pre(!isJson(damaged));

        const { text, stopped } = redact(damaged, paths, true);

        expectNoSecret(text);
        expect(stopped).toBeDefined();
      }),
      { numRuns: ROUNDS * 10 },
    );
  });

  it('is not in an output cut to size', () => {
    fc.assert(
      fc.property(planted, ruleSet, fc.nat(400), (bytes, paths, maxOutputBytes) => {
        const automaton = compileAutomaton(paths.map((each) => ({ rule: each, path: each })));

        const redaction = redactJson(bytes, automaton, { complete: true, maxOutputBytes });

        expect(redaction.bytes.length).toBeLessThanOrEqual(maxOutputBytes);
        expectNoSecret(new TextDecoder('utf-8', { fatal: true }).decode(redaction.bytes));
      }),
      { numRuns: ROUNDS },
    );
  });
});

describe('what no path selects', () => {
  it('leaves byte for byte, in a prefix too', () => {
    fc.assert(
      fc.property(jsonValue, fc.nat(), (value, at) => {
        const bytes = Buffer.from(JSON.stringify(value));
        const end = at % (bytes.length + 1);

        const { text } = redact(bytes.subarray(0, end), ['$.nowhere', '$..["not there"][0]'], false);

        expect(bytes.toString().startsWith(text)).toBe(true);
        expect(redact(bytes, ['$.nowhere', '$..["not there"][0]'], true)).toEqual({
          text: bytes.toString(),
          stopped: undefined,
        });
      }),
      { numRuns: ROUNDS },
    );
  });

  it('is accepted exactly when JSON.parse accepts it', () => {
    fc.assert(
      fc.property(planted, fc.nat(), fc.nat(255), (bytes, at, byte) => {
        const damaged = Buffer.from(bytes);
        damaged[at % bytes.length] = byte;
        // What the platform would call valid UTF-8 in another encoding is refused before it is read.
        fc.pre(damaged[0] !== 0 && damaged[1] !== 0);

        expect(redact(damaged, ['$.nowhere'], true).stopped === undefined).toBe(isJson(damaged));
      }),
      { numRuns: ROUNDS * 10 },
    );
  });
});

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
