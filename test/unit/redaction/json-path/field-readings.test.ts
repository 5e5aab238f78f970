import { expect, it } from 'vitest';
import { readingsOf } from '../../../../lib/redaction/json-path/field-readings.js';

it.each([
  ['card', [['card']]],
  ['', [['']]],
  ['a.b', [['a.b'], ['a', 'b']]],
  ['a[b]', [['a[b]'], ['a', 'b']]],
  ['a[]', [['a[]'], ['a', ''], ['a']]],
  ['a[b].c', [['a[b].c'], ['a', 'b', '.c'], ['a[b]', 'c'], ['a', 'b', 'c']]],
  ['a.b[c]', [['a.b[c]'], ['a.b', 'c'], ['a', 'b[c]'], ['a', 'b', 'c']]],
  ['a[b', [['a[b'], ['a', '[', 'b'], ['a', 'b']]],
  ['a]b', [['a]b'], ['a', ']', 'b'], ['a', 'b']]],
  ['[[a]]', [['[[a]]'], ['[', 'a', ']'], ['a']]],
  ['a..b', [['a..b'], ['a', '', 'b'], ['a', 'b']]],
])('reads the field name %j in every way that a parser may, each once', (name, readings) => {
  expect(readingsOf(name)).toEqual(readings);
});
