import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { shuffled } from './random.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** A contestant that is slower than all its rounds may take joins fewer, but one at least. */
const MAX_TOTAL_MS = 1200;

/**
 * Times contestants in rounds, each round in another order, so that what else the machine does hits all alike.
 * Gives the milliseconds per run of every round, by name; fewer for slow ones.
 */
export function runRounds(contestants, plan, random) {
  const planned = contestants.map((contestant) => ({
    ...contestant,
    ...planFor(contestant, plan),
  }));
  const times = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { name, run, runs, joins } of shuffled(planned, random)) {
      if (round >= joins) continue;
      // What one leaves behind is not to be swept at the cost of the next.
      collectGarbage({ type: 'minor' });
      const start = processMs();
      for (let each = 0; each < runs; each += 1) run();
      times.get(name).push((processMs() - start) / runs);
    }
  }
  return times;
}

function planFor({ run }, { rounds, sliceMs, warmUpMs }) {
  let warmUps = 0;
  const start = processMs();
  let last = start;
  let best = Infinity;
  while (last - start < warmUpMs || warmUps === 0) {
    run();
    const now = processMs();
    // One run may be shorter than what the clock tells apart.
    if (now > last) best = Math.min(best, now - last);
    last = now;
    warmUps += 1;
  }
  const runs = Math.max(1, Math.ceil(sliceMs / best));
  return { runs, joins: Math.max(1, Math.min(rounds, Math.floor(MAX_TOTAL_MS / (best * runs)))) };
}

/** Processor time of this process, its garbage collector included: other processes do not count, however busy they are. */
function processMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Round by round, what `times` takes of `baseline`; `atBest`, of the least of each, is what a loaded machine shifts least. */
export function ratios(times, baseline) {
  return {
    ...spread(times.slice(0, baseline.length).map((ms, round) => ms / baseline[round])),
    atBest: rounded(Math.min(...times) / Math.min(...baseline)),
  };
}

export function spread(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {
    median: rounded(median),
    min: rounded(sorted[0]),
    max: rounded(sorted.at(-1)),
    rounds: sorted.length,
  };
}

function rounded(value) {
  return Number(value.toPrecision(3));
}
