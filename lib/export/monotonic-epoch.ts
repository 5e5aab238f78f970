/**
 * Milliseconds since 1970 by the clock that never jumps: ages stay right when somebody sets the wall clock
 * (failure mode P17).
 */
export function monotonicEpochMs(): number {
  return performance.timeOrigin + performance.now();
}
