/** The longest delay a timer takes; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Resolves when the work is done, has failed, or the time is up, whichever comes first; never rejects.
 * The timer is the one kind here that keeps the process alive: somebody awaits it, and a process that
 * ends in between would lose what they are waiting for.
 */
export function settled(work: () => Promise<unknown> | undefined, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timerMs(timeoutMs));
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    started(work).then(finish, finish);
  });
}

/** Callers waiting for a condition that other code brings about. */
export class Waiters {
  readonly #waiting = new Set<() => void>();

  /** Resolves when a `check` finds the condition met, or when the time is up; see `settled` for the timer. */
  until(isMet: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const check = (): void => {
        if (isMet()) finish();
      };
      const timer = setTimeout(finish, timerMs(timeoutMs));
      this.#waiting.add(check);
      check();
    });
  }

  check(): void {
    for (const check of this.#waiting) check();
  }
}

/**
 * The result of the work, or a rejection when the time is up or the outer signal aborts; the signal that the
 * work is given aborts in both cases. Its timer does not keep the process alive.
 */
export async function withinDeadline<T>(
  work: (signal: AbortSignal) => T,
  timeoutMs: number,
  outer: AbortSignal,
): Promise<Awaited<T>> {
  const inner = new AbortController();
  const abort = (): void => inner.abort();
  const timer = setTimeout(abort, timeoutMs).unref();
  outer.addEventListener('abort', abort);
  const aborted = new Promise<never>((_, reject) => {
    inner.signal.addEventListener('abort', () => reject(new DeadlineExceeded()));
  });
  try {
    return await Promise.race([work(inner.signal), aborted]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  }
}

/** The work was not done in time. */
export class DeadlineExceeded extends Error {}

async function started(work: () => Promise<unknown> | undefined): Promise<void> {
  await work();
}

function timerMs(timeoutMs: number): number {
  return Number.isNaN(timeoutMs) ? 0 : Math.min(Math.max(0, timeoutMs), MAX_TIMER_MS);
}
