const NANOS_PER_MS = 1_000_000;

/** Nanoseconds since 1970, as OTLP has times. */
export function unixNanos(date: Date): bigint {
  return BigInt(date.getTime()) * BigInt(NANOS_PER_MS);
}

/** Never before the date itself: an end lies after its start. */
export function unixNanosAfter(date: Date, elapsedMs: number): bigint {
  const elapsedNanos = elapsedMs > 0 && Number.isFinite(elapsedMs) ? Math.round(elapsedMs * NANOS_PER_MS) : 0;
  return unixNanos(date) + BigInt(elapsedNanos);
}
