/** How long all callbacks together may hold up the end of the process. */
const MAX_EXIT_MS = 50;

/**
 * What is to be done when the process exits: synchronously, since nothing else runs any more.
 *
 * @param deadlineMs when to stop, on the clock of `performance.now()`
 */
export type ExitCallback = (deadlineMs: number) => void;

interface ExitList {
  readonly callbacks: Set<ExitCallback>;
  readonly listener: () => void;
}

/** One list and one listener per process, even when both builds of the package are loaded. */
const KEY = Symbol.for('apitoolkit-nestjs.exit-callbacks');

/**
 * Calls back when the process exits: `process.exit()`, a natural end, an uncaught exception. Not when a signal
 * kills it. However many callbacks there are, the process has one listener, and none once all are taken back.
 *
 * @returns takes the callback back
 */
export function onExit(callback: ExitCallback): () => void {
  const { callbacks, listener } = sharedList();
  if (callbacks.size === 0) process.on('exit', listener);
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) process.off('exit', listener);
  };
}

function sharedList(): ExitList {
  const existing: unknown = Reflect.get(globalThis, KEY);
  // The list of another copy of this package: its type cannot be checked further.
  if (typeof existing === 'object' && existing !== null) return existing as ExitList;
  const callbacks = new Set<ExitCallback>();
  const created: ExitList = { callbacks, listener: () => callAll(callbacks) };
  Reflect.set(globalThis, KEY, created);
  return created;
}

function callAll(callbacks: ReadonlySet<ExitCallback>): void {
  const deadlineMs = performance.now() + MAX_EXIT_MS;
  for (const callback of callbacks) {
    if (performance.now() >= deadlineMs) return;
    try {
      callback(deadlineMs);
    } catch {
      // What throws here would change the exit code of the app.
    }
  }
}
