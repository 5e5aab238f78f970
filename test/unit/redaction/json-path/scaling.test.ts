import { afterEach, expect, it, vi } from 'vitest';
import { ItemList } from '../../../../lib/redaction/json-path/automaton-items.js';
import { JsonOutline } from '../../../../lib/redaction/json-path/json-outline.js';
import { redactText } from './redact-text.js';

/** Work is counted at the only places where it could outgrow the body; the real methods run. */
const steps = vi.spyOn(ItemList.prototype, 'step');
const visits = vi.spyOn(JsonOutline.prototype, 'nextChild');

afterEach(() => {
  vi.clearAllMocks();
});

function workFor(text: string, paths: readonly string[]): number {
  vi.clearAllMocks();
  redactText(text, paths);
  return steps.mock.calls.length + visits.mock.calls.length;
}

const nested = (open: string, leaf: string, close: string, levels: number): string =>
  `${open.repeat(levels)}${leaf}${close.repeat(levels)}`;

/** Deterministic, so that a failure can be repeated. */
function* bits(seed: number): Generator<boolean> {
  for (let state = seed; ; state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) yield state > 0x7fffffff;
}

it('works out a fixed number of transitions for descendants of descendants, however deep the body', () => {
  const paths = ['$..a..a..password', '$..a..b..a'];
  const body = (levels: number): string => nested('{"a":', '{"password":1}', '}', levels);

  expect(workFor(body(4000), paths)).toBe(workFor(body(2000), paths));
});

it('works out at most one transition a value where a body makes every set of items come up', () => {
  const random = bits(7);
  const levels = 9000;
  const opens = Array.from({ length: levels }, () => (random.next().value === true ? '{"a":' : '{"b":'));
  const body = `${opens.join('')}1${'}'.repeat(levels)}`;

  const work = workFor(body, [`$..a${'.*'.repeat(20)}.password`]);

  expect(work).toBeGreaterThan(2048);
  expect(work).toBeLessThanOrEqual(levels + 1);
});

it.each([
  ['$[0:1000000:3].a', (count: number) => `[${Array.from({ length: count }, () => '{"a":1}').join()}]`],
  ['$[-1].a', (count: number) => `[${Array.from({ length: count }, () => '{"a":1}').join()}]`],
  ['$..[-1]', (count: number) => nested('[0,', '1', ']', count / 2)],
  ['$..[::-2]', (count: number) => nested('[0,', '1', ']', count / 2)],
  ['$[?@.a == 2]', (count: number) => `[${Array.from({ length: count }, () => '{"a":1}').join()}]`],
  ['$[?@.a == $.b]', (count: number) => `[${Array.from({ length: count }, () => '{"a":1}').join()}]`],
  ['$[?count($..a) == 0]', (count: number) => `[${Array.from({ length: count }, () => '{"a":1}').join()}]`],
  ['$..[?@..x]', (count: number) => nested('[', '', ']', count)],
  ['$..[?@..[?@..[?@..x]]]', (count: number) => nested('[', '', ']', count)],
  ['$..[?@ == $]', (count: number) => nested('[', '', ']', count)],
  [
    '$..[?count(@..*..*..*) == 1]',
    (count: number) => `[${Array.from({ length: count }, () => '[[]]').join()}]`,
  ],
])('takes work in proportion to the body for %s', (path, body) => {
  const small = workFor(body(4000), [path]);
  const large = workFor(body(8000), [path]);

  expect(large / small).toBeLessThanOrEqual(2.5);
});

it('resolves names that a hostile body never repeats once each', () => {
  let asked = 0;
  const names = Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`);

  redactText(`{${names.join()}}`, [], { sensitiveName: () => void (asked += 1) });

  expect(asked).toBe(20_000);
});
