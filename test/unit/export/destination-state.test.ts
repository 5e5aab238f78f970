import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DestinationState } from '../../../lib/export/destination-state.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const backoff = { initialDelayMs: 1_000, multiplier: 2, maxDelayMs: 30_000, jitter: 0 };
const start = () => new DestinationState({ maxConcurrent: 4, backoff, suspendedProbeIntervalMs: 60_000 });

it('lets several batches go while it is ready, and a single probe after a failure', () => {
  const state = start();
  expect([state.readiness, state.maxConcurrent, state.delayMs]).toEqual(['ready', 4, 0]);

  state.failed(state.begin(), undefined);
  expect([state.readiness, state.maxConcurrent, state.delayMs]).toEqual(['retrying', 1, 1_000]);
  vi.advanceTimersByTime(1_000);
  expect([state.maxConcurrent, state.delayMs]).toEqual([1, 0]);

  state.answered();
  expect([state.readiness, state.maxConcurrent, state.delayMs]).toEqual(['ready', 4, 0]);
});

it('takes four batches that failed together for one failure', () => {
  const state = start();
  const epochs = [1, 2, 3, 4].map(() => state.begin());

  for (const epoch of epochs) state.failed(epoch, undefined);

  expect(state.delayMs).toBe(1_000);
});

it('waits longer after each failed probe, and no longer than its policy says', () => {
  const state = start();
  const delaysMs = Array.from({ length: 8 }, () => {
    state.failed(state.begin(), undefined);
    return state.delayMs;
  });

  expect(delaysMs).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it('starts over once it was answered', () => {
  const state = start();
  state.failed(state.begin(), undefined);
  state.failed(state.begin(), undefined);
  state.answered();

  state.failed(state.begin(), undefined);

  expect(state.delayMs).toBe(1_000);
});

it('waits for as long as any of the batches was asked to', () => {
  const state = start();
  const [first, second, third] = [state.begin(), state.begin(), state.begin()];

  state.failed(first, 5_000);
  state.failed(second, 20_000);
  state.failed(third, 10_000);

  expect(state.delayMs).toBe(20_000);
});

it('is hurried by nobody before the time that it was asked to wait for', () => {
  const state = start();

  state.failed(state.begin(), 5_000);
  state.hurry();
  expect(state.delayMs).toBe(5_000);

  state.failed(state.begin(), undefined);
  state.hurry();
  expect(state.delayMs).toBe(0);
});

it('asks once a minute while it is suspended, and knows why', () => {
  const state = start();

  state.suspended('auth');
  expect([state.readiness, state.cause, state.maxConcurrent, state.delayMs]).toEqual([
    'suspended',
    'auth',
    1,
    60_000,
  ]);

  state.answered();
  expect([state.readiness, state.cause]).toEqual(['ready', undefined]);
});
