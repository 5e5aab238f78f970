import { excessOf, ratioAtBest, ratioOf, spreadOf, sumOf } from './figures.mjs';

/** The figures of a variant on a route as cells by their heading: for the terminal and for the page. */
export function routeCells(rounds) {
  const [made, delivered] = [sumOf(rounds, 'made'), sumOf(rounds, 'delivered')];
  return {
    'CPU, x bare': withSpread(ratioOf(rounds, 'cpuMicros'), 2),
    'at best': atBest(ratioAtBest(rounds, 'cpuMicros')),
    'CPU µs': text(spreadOf(rounds, 'cpuMicros').median, 0),
    'requests/s, x bare': withSpread(ratioOf(rounds, 'perSecond'), 2),
    'p50 ms': text(spreadOf(rounds, 'p50Ms').median, 1),
    'p99 ms': text(spreadOf(rounds, 'p99Ms').median, 1),
    'p99, x bare': withSpread(ratioOf(rounds, 'p99Ms'), 1),
    delivered: delivered === 0 ? '' : `${((delivered / made) * 100).toFixed(1)} %`,
    'MB after it': text(rounds.at(-1).rssMb, 0),
  };
}

export function bootCells(rounds) {
  return {
    'ms to listen': withSpread(spreadOf(rounds, 'bootMs'), 0),
    'above bare': withSpread(excessOf(rounds, 'bootMs'), 0),
    'CPU ms': text(spreadOf(rounds, 'cpuMs').median, 0),
    'MB at rest': text(spreadOf(rounds, 'restMb').median, 0),
    'MB above bare': withSpread(excessOf(rounds, 'restMb'), 0),
  };
}

export function withSpread({ median, min, max }, digits) {
  if (median === undefined || Number.isNaN(median)) return '';
  return min === max
    ? text(median, digits)
    : `${text(median, digits)} (${text(min, digits)} to ${text(max, digits)})`;
}

function atBest(ratio) {
  return Number.isNaN(ratio) ? '' : text(ratio, 2);
}

function text(value, digits) {
  return value.toFixed(digits);
}
