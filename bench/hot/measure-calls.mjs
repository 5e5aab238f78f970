import { ratios, runRounds, spread } from '../redaction/rounds.mjs';

/** So long at least a timed run takes: shorter ones are below what the clock of processor time tells apart. */
const MIN_RUN_MS = 0.25;
const MAX_CALLS = 2 ** 20;

/**
 * Microseconds per call of every contestant, the first of which is ours, and what ours takes of each other.
 * `contestants(random)` gives `{ name, call }` each; `calls`, where one call stands for several.
 */
export function measureCalls({ contestants }, plan, random) {
  const batched = contestants(random).map(({ name, call, calls = 1 }) => {
    const times = callsPerRun(call);
    return { name, run: repeating(call, times), perRun: times * calls };
  });
  const measured = runRounds(batched, plan, random);
  const [ours] = batched;
  return batched.map(({ name, perRun }) => {
    const times = measured.get(name);
    const perCall = (ms) => (ms * 1000) / perRun;
    return {
      name,
      micros: spread(times.map(perCall)),
      ...(name !== ours.name && {
        ratio: ratios(
          measured.get(ours.name).map((ms) => ms / ours.perRun),
          times.map((ms) => ms / perRun),
        ),
      }),
    };
  });
}

/** Doubles until a run is long enough to be timed; what was compiled meanwhile is compiled. */
function callsPerRun(call) {
  for (let calls = 1; calls < MAX_CALLS; calls *= 2) {
    const run = repeating(call, calls);
    run();
    const startMs = performance.now();
    run();
    if (performance.now() - startMs >= MIN_RUN_MS) return calls;
  }
  return MAX_CALLS;
}

/** What the calls return is kept: unused results could be optimised away, and the calls with them. */
function repeating(call, calls) {
  return () => {
    for (let each = 0; each < calls; each += 1) kept.result = call();
  };
}

const kept = { result: undefined };
