import type { RedactedExchange } from '../../exchange/redacted-exchange.js';

/** How near a candidate is; whatever comes first counts more. */
export type Nearness = readonly number[];

/** The candidate that is most likely meant: the nearest, and of equals the last. */
export function nearest(
  candidates: readonly RedactedExchange[],
  nearness: (exchange: RedactedExchange) => Nearness,
): RedactedExchange | undefined {
  const rated = candidates.map((exchange) => ({ exchange, rating: nearness(exchange) }));
  return rated.toSorted((left, right) => compare(left.rating, right.rating)).at(-1)?.exchange;
}

/** 0 to 1: how much of two texts, such as paths, is alike from their start and from their end. */
export function likeness(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  if (left === right || longest === 0) return 1;
  const start = commonStart(left, right);
  const end = commonStart(reversed(left.slice(start)), reversed(right.slice(start)));
  return (start + end) / longest;
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

function reversed(text: string): string {
  return text.split('').toReversed().join('');
}

function compare(left: Nearness, right: Nearness): number {
  const at = left.findIndex((rating, index) => rating !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
