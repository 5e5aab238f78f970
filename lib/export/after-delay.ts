/**
 * Runs the function after the delay, unless cancelled. A timer that comes late, because the app held the
 * event loop, first lets the answer be read that may have been waiting (failure mode P22). Its wait does not
 * keep the process alive.
 */
export function afterDelay(delayMs: number, expire: () => void): () => void {
  let cancelled = false;
  const timer = setTimeout(() => {
    // Not unref'd: such an immediate waits until something else wakes the event loop.
    setImmediate(() => {
      if (!cancelled) expire();
    });
  }, delayMs).unref();
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}
