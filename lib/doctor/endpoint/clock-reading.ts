/** What a server's Date header said, and between which moments of our clock it was written. All in ms since 1970. */
export interface ClockReading {
  readonly serverMs: number;
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/**
 * How far our clock is ahead of the server's (negative: behind), as little as the reading allows: the header has whole
 * seconds, and was written at some moment of the round trip.
 */
export function leastSkewMs({ serverMs, sentAtMs, receivedAtMs }: ClockReading): number {
  const mostAhead = receivedAtMs - serverMs;
  const leastAhead = sentAtMs - (serverMs + 1000);
  if (leastAhead > 0) return leastAhead;
  return mostAhead < 0 ? mostAhead : 0;
}
