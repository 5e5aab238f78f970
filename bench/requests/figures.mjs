/** Median, least and most of what a figure is in the rounds, or of what `of` makes of each round. */
export function spreadOf(rounds, of) {
  const sorted = rounds
    .map(typeof of === 'string' ? (round) => round[of] : of)
    .filter(Number.isFinite)
    .toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** Round by round, what a figure is of that of the bare app. */
export function ratioOf(rounds, name) {
  return spreadOf(rounds, (round) => round[name] / round.bare?.[name]);
}

/** The least of all rounds, of the least of the bare app: what a busy machine shifts least, since it only ever adds. */
export function ratioAtBest(rounds, name) {
  const least = (of) => Math.min(...rounds.map(of));
  return least((round) => round[name]) / least((round) => round.bare?.[name] ?? NaN);
}

/** Round by round, by how much a figure is above that of the bare app. */
export function excessOf(rounds, name) {
  return spreadOf(rounds, (round) => round[name] - round.bare?.[name]);
}

export function sumOf(rounds, name) {
  return rounds.reduce((sum, round) => sum + round[name], 0);
}
