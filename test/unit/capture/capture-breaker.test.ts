import { describe, expect, it } from 'vitest';
import { CaptureBreaker } from '../../../lib/capture/capture-breaker.js';

class Harness {
  nowMs = 5_000;
  readonly told: string[] = [];
  readonly breaker = new CaptureBreaker(
    {
      paused: (lastFault) => this.told.push(`paused by ${lastFault}`),
      resumed: () => this.told.push('resumed'),
    },
    () => this.nowMs,
  );

  fail(times: number, everyMs = 0): void {
    for (let count = 0; count < times; count += 1) {
      this.breaker.failed('redaction');
      this.nowMs += everyMs;
    }
  }
}

describe('CaptureBreaker', () => {
  it('pauses at the hundredth fault within a minute, says so once, and tries again a minute later', () => {
    const harness = new Harness();

    harness.fail(99);
    expect(harness.breaker.isPaused).toBe(false);
    harness.fail(1);
    expect(harness.breaker.isPaused).toBe(true);
    harness.nowMs += 59_999;
    expect(harness.breaker.isPaused).toBe(true);
    harness.nowMs += 1;
    expect(harness.breaker.isPaused).toBe(false);

    expect(harness.told).toEqual(['paused by redaction', 'resumed']);
  });

  it('does not pause for faults that are spread over more than a minute', () => {
    const harness = new Harness();

    harness.fail(1000, 607);

    expect(harness.breaker.isPaused).toBe(false);
    expect(harness.told).toEqual([]);
  });

  it('pauses for a burst after a long time with a fault now and then', () => {
    const harness = new Harness();
    harness.fail(250, 5_000);
    harness.nowMs += 120_000;

    harness.fail(99);
    expect(harness.breaker.isPaused).toBe(false);
    harness.fail(1);

    expect(harness.breaker.isPaused).toBe(true);
  });

  it('is not prolonged by faults of what is still under way, and counts anew afterwards', () => {
    const harness = new Harness();
    harness.fail(100);
    harness.nowMs += 59_000;
    harness.fail(100);
    harness.nowMs += 1_000;

    expect(harness.breaker.isPaused).toBe(false);
    harness.fail(99);
    expect(harness.breaker.isPaused).toBe(false);
    harness.fail(1);

    expect(harness.breaker.isPaused).toBe(true);
    expect(harness.told).toEqual(['paused by redaction', 'resumed', 'paused by redaction']);
  });
});
