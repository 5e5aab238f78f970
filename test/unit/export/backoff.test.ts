import { expect, it } from 'vitest';
import { askedDelayMs, backoffDelayMs, DEFAULT_BACKOFF } from '../../../lib/export/backoff.js';
import { retryAfterMs } from '../../../lib/export/retry-after.js';

it.each([
  [undefined, undefined],
  [Number.NaN, undefined],
  [-5, 1_000],
  [0, 1_000],
  [20_000, 20_000],
  [1e9, 300_000],
])('a receiver that asks for %s ms is waited for %s ms', (askedMs, delayMs) => {
  expect(askedDelayMs(askedMs, DEFAULT_BACKOFF)).toBe(delayMs);
});

it.each([
  [0, 0.5, 1_000],
  [1, 0.5, 1_500],
  [2, 0.5, 2_250],
  [8, 0.5, 25_628.90625],
  [9, 0.5, 30_000],
  [5_000, 0.5, 30_000],
  [0, 0, 500],
  [0, 1, 1_500],
  [100, 1, 45_000],
])('waits before retry %i, at random value %d, for %d ms', (retries, random, delayMs) => {
  expect(backoffDelayMs(retries, DEFAULT_BACKOFF, random)).toBe(delayMs);
});

it.each([
  [undefined, undefined],
  ['0', 1_000],
  ['1', 1_000],
  ['7', 7_000],
  [' 7 ', 7_000],
  ['300', 300_000],
  ['301', 300_000],
  ['99999999999999999999', 300_000],
  ['-1', undefined],
  ['1e9', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  ['Monday', undefined],
  ['Sat, 01 Aug 2026 12:00:10 GMT', 10_000],
  ['Saturday, 01-Aug-26 12:00:10 GMT', 10_000],
  ['Sat Aug  1 12:00:10 2026', 10_000],
  ['Sat, 01 Aug 2026 11:00:00 GMT', 1_000],
  ['Sat, 01 Aug 2099 12:00:00 GMT', 300_000],
])('reads Retry-After: %s as %s', (field, delayMs) => {
  expect(retryAfterMs(field, Date.parse('2026-08-01T12:00:00Z'))).toBe(delayMs);
});
