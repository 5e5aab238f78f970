import { describe, expect, it } from 'vitest';
import {
  formatTraceparent,
  isTraceSampled,
  newSpanId,
  newTraceId,
  parseTraceparent,
} from '../../../lib/capture/trace-context.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('parseTraceparent', () => {
  it('reads the ids of a valid header', () => {
    expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId });
  });

  it('reads a future version with more fields', () => {
    expect(parseTraceparent(`cc-${traceId}-${spanId}-01-what-the-future-holds`)).toEqual({ traceId, spanId });
  });

  it.each([
    ['version ff', `ff-${traceId}-${spanId}-01`],
    ['more fields in version 00', `00-${traceId}-${spanId}-01-more`],
    ['an all-zero trace id', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['an all-zero span id', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['upper case', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['a short id', `00-${traceId.slice(1)}-${spanId}-01`],
    ['a megabyte', `cc-${traceId}-${spanId}-01-${'x'.repeat(1_000_000)}`],
    ['nothing', undefined],
    ['two headers', [`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-01`]],
  ])('refuses %s', (_name, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });

  it('reads what formatTraceparent writes', () => {
    expect(parseTraceparent(formatTraceparent(traceId, spanId))).toEqual({ traceId, spanId });
  });
});

describe('new ids', () => {
  it('have the length and alphabet of W3C Trace Context, and do not repeat', () => {
    const ids = Array.from({ length: 5000 }, () => [newTraceId(), newSpanId()]);

    expect(
      ids.every(([trace, span]) => /^[0-9a-f]{32}$/.test(trace ?? '') && /^[0-9a-f]{16}$/.test(span ?? '')),
    ).toBe(true);
    expect(new Set(ids.flat()).size).toBe(10_000);
  });
});

describe('isTraceSampled', () => {
  it('gives one answer for a trace, and keeps about the share that was asked for', () => {
    const ids = Array.from({ length: 20_000 }, newTraceId);

    const kept = ids.filter((id) => isTraceSampled(id, 0.25));

    expect(kept.every((id) => isTraceSampled(id, 0.25) && isTraceSampled(id, 0.5))).toBe(true);
    expect(kept.length).toBeGreaterThan(4500);
    expect(kept.length).toBeLessThan(5500);
  });

  it('keeps all at 1 and none at 0', () => {
    expect(isTraceSampled('f'.repeat(32), 1)).toBe(true);
    expect(isTraceSampled('0'.repeat(32), 0)).toBe(false);
  });
});
