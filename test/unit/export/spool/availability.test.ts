import { expect, it } from 'vitest';
import { Availability } from '../../../../lib/export/spool/availability.js';

const RETRY_MS = 30_000;

it('goes on with a disk that was slow once, and leaves one that was slow twice alone', () => {
  const warnings: string[] = [];
  const availability = new Availability(RETRY_MS, (message) => warnings.push(message));

  availability.slow(60);
  const afterOne = availability.isAvailable;
  availability.slow(70);

  expect(afterOne).toBe(true);
  expect(availability.isAvailable).toBe(false);
  expect(availability.isStalling).toBe(true);
  expect(warnings).toEqual([expect.stringContaining('a write took 70 ms')]);
});

it('asks a disk that was merely slow once more at the end, and not again when it still is', () => {
  const availability = new Availability(RETRY_MS, () => {});
  availability.slow(600);

  availability.hurry();
  const atTheEnd = availability.isAvailable;
  availability.slow(60);

  expect([atTheEnd, availability.isAvailable]).toEqual([true, false]);
});

it('does not ask a disk that failed at the end', () => {
  const availability = new Availability(RETRY_MS, () => {});
  availability.failed('EIO');

  availability.hurry();

  expect(availability.isAvailable).toBe(false);
});

it('leaves a disk alone at once that held a write for half a second', () => {
  const availability = new Availability(RETRY_MS, () => {});

  availability.slow(500);

  expect(availability.isAvailable).toBe(false);
});
