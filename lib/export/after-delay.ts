/**
 * Runs the function after the delay, unless cancelled. A timer that comes late, because the app held the
 * event loop, first lets the answer be read that may have been waiting. Does not keep the process alive.
 */
export function afterDelay(delayMs: number, expire: () => void): () => void {
  let cancelled = false;
  const timer = setTimeout(() => {
    setImmediate(() => {
      if (!cancelled) expire();
    }).unref();
  }, delayMs).unref();
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}
