import { expect, it } from 'vitest';
import { nullRecord } from '../../../lib/exchange/null-record.js';

it('has no property that nobody gave it, and takes any name for its own', () => {
  const record = nullRecord<string>();

  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(name in record).toBe(false);
    record[name] = 'own';
    expect(Object.hasOwn(record, name)).toBe(true);
  }

  expect(Object.keys(record)).toEqual(['constructor', 'toString', '__proto__', 'hasOwnProperty']);
  expect(JSON.parse(JSON.stringify(record))).toHaveProperty('toString', 'own');
  expect('constructor' in nullRecord()).toBe(false);
});
