import { spread } from '../redaction/rounds.mjs';

/** What a request costs in a round, of what it costs the bare app in the same round. */
export function cpuRatios(figures, id) {
  const bare = figures.bare?.rounds;
  if (bare === undefined) return undefined;
  return spread(figures[id].rounds.map(({ cpuMicros }, round) => cpuMicros / bare[round].cpuMicros));
}

export function medianOf(figures, name) {
  return spread(figures.rounds.map((round) => round[name])).median;
}
