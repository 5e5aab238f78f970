import { AsyncLocalStorage } from 'node:async_hooks';
import { runUntraced } from './open-telemetry.js';
import type { Recording } from './recording.js';

/** What the asynchronous context carries: the exchange under way, or the order to observe nothing. */
type Store = Recording | typeof SUPPRESSED;

const SUPPRESSED = Symbol.for('apitoolkit-nestjs.suppressed');

/**
 * One storage per process, even when both builds of the package are loaded: a second storage would lose the
 * exchange of code that imports the other build.
 */
const storage = sharedStorage();

function sharedStorage(): AsyncLocalStorage<Store> {
  const key = Symbol.for('apitoolkit-nestjs.exchange-context');
  const existing: unknown = Reflect.get(globalThis, key);
  // The storage of another copy of this package: its type cannot be checked further.
  if (existing instanceof AsyncLocalStorage) return existing as AsyncLocalStorage<Store>;
  const created = new AsyncLocalStorage<Store>();
  Reflect.set(globalThis, key, created);
  return created;
}

/** Runs a function, and all that it starts, as part of an exchange. */
export function runInExchange<Args extends unknown[], Result>(
  recording: Recording,
  run: (...args: Args) => Result,
  ...args: Args
): Result {
  return storage.run(recording, run, ...args);
}

/** The exchange that the running code belongs to. */
export function currentRecording(): Recording | undefined {
  const store = storage.getStore();
  return store === SUPPRESSED ? undefined : store;
}

/** Runs a function whose outgoing calls nobody is to observe, neither we nor OpenTelemetry: our own exports. */
export function runSuppressed<Result>(run: () => Result): Result {
  return storage.run(SUPPRESSED, () => runUntraced(run));
}

export function isSuppressed(): boolean {
  return storage.getStore() === SUPPRESSED;
}
