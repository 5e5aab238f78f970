import { describe, expect, it } from 'vitest';
import { compareNumbers } from '../../../../lib/redaction/json-path/compare-numbers.js';

describe('two numbers of a body', () => {
  it.each([
    ['1', '2', -1],
    ['2', '1', 1],
    ['-1', '1', -1],
    ['10', '9', 1],
    ['0.1', '0.2', -1],
    ['1e2', '99', 1],
    ['1e400', '1', 1],
    ['-1e400', '1e400', -1],
  ])('%s is ordered to %s as %i', (left, right, sign) => {
    expect(Math.sign(compareNumbers(left, right) ?? NaN)).toBe(sign);
  });

  it.each([
    ['7', '7'],
    ['1.1', '1.10'],
    ['1.1', '110e-2'],
    ['100', '1e2'],
    ['100', '1E+2'],
    ['0.001', '1e-3'],
    ['0.5', '5E-1'],
    ['-1.50', '-15e-1'],
    ['0', '-0'],
    ['0', '0.00'],
    ['0', '0e5'],
    ['-0.0', '0e-7'],
    ['12345678901234567890', '1234567890123456789e1'],
    ['1e400', '1e400'],
    ['1e400', '10e399'],
    ['1e400', '0.01e402'],
    ['-1e-400', '-10e-401'],
    ['1050e400', '1.05E403'],
  ])('%s is the same as %s', (left, right) => {
    expect(compareNumbers(left, right)).toBe(0);
    expect(compareNumbers(right, left)).toBe(0);
  });

  it.each([
    ['9007199254740992', '9007199254740993'],
    ['0.1', '0.10000000000000000001'],
    ['1e400', '1e401'],
    ['1e400', '2e400'],
    ['1e400', '1.01e400'],
    ['1e400', '100e400'],
    ['10e400', '1e400'],
    ['1e-400', '0'],
    ['1e-400', '1e-401'],
    ['1e-400', '-1e-400'],
    ['101e-400', '11e-400'],
  ])('%s and %s are one double, but not one number', (left, right) => {
    expect(compareNumbers(left, right)).toBeUndefined();
    expect(compareNumbers(right, left)).toBeUndefined();
  });
});
