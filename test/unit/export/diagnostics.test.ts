import { expect, it } from 'vitest';
import { oneLine, ThrottledDiagnostics } from '../../../lib/export/diagnostics.js';
import { Said } from './gated-destination.js';

it('says each kind of warning at once, then once a minute with the number of those in between', () => {
  const said = new Said();
  let nowMs = 5_000;
  const diagnostics = new ThrottledDiagnostics(said, () => nowMs);

  diagnostics.warn('full', 'full');
  diagnostics.warn('away', 'away');
  for (let count = 0; count < 12; count += 1) diagnostics.warn('full', 'full');
  nowMs += 59_999;
  diagnostics.warn('full', 'full');
  nowMs += 1;
  diagnostics.warn('full', 'full');
  nowMs += 60_000;
  diagnostics.warn('full', 'full');

  expect(said.warnings).toEqual(['full', 'away', 'full (and 13 more like this in between)', 'full']);
});

it('shows any text on one line, without control characters, cut to its limit', () => {
  expect(oneLine('a\r\nb\u001b[31m\u2028c\u0085', 200)).toBe('a\\u000d\\u000ab\\u001b[31m\\u2028c\\u0085');
  expect(oneLine('x'.repeat(200), 200)).toBe('x'.repeat(200));
  expect(oneLine('x'.repeat(201), 200)).toBe(`${'x'.repeat(199)}…`);
  expect(oneLine('\n'.repeat(50), 200)).toHaveLength(200);
});
