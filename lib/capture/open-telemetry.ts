/** What is used of a context of OpenTelemetry. */
export interface OpenTelemetryContext {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): OpenTelemetryContext;
}

/** What is used of a context manager. */
export interface ContextManager {
  active(): OpenTelemetryContext;
  with<Result>(context: OpenTelemetryContext, run: () => Result): Result;
}

/**
 * Where every copy of `@opentelemetry/api` 1.x keeps what was registered with it, and finds what another copy
 * registered: the versions of the major are held to one form by it. It is read, not imported: the app may have no copy or
 * several, load them as ES modules or as CommonJS, or bundled, and register an SDK late.
 */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');

/** The context manager of the app's OpenTelemetry SDK; undefined as long as there is none. */
export function contextManager(): ContextManager | undefined {
  const registry: unknown = Reflect.get(globalThis, REGISTRY);
  if (typeof registry !== 'object' || registry === null) return undefined;
  const manager: unknown = Reflect.get(registry, 'context');
  return isContextManager(manager) ? manager : undefined;
}

/**
 * Runs a function in a context in which OpenTelemetry's tracers make no spans, and its propagators no headers: as
 * `suppressTracing()` of `@opentelemetry/core` does, which is part of the SDK, and so not there for us.
 */
export function runUntraced<Result>(run: () => Result): Result {
  const manager = contextManager();
  const context = manager && untraced(manager);
  return context === undefined || manager === undefined ? run() : manager.with(context, run);
}

/** Keys of contexts are `Symbol.for()` of their description, so that copies of a package agree on them. */
const SUPPRESS_TRACING = Symbol.for('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

function untraced(manager: ContextManager): OpenTelemetryContext | undefined {
  try {
    return manager.active().setValue(SUPPRESS_TRACING, true);
  } catch {
    // A context manager of another making: the exports go on, seen by whoever looks.
    return undefined;
  }
}

function isContextManager(value: unknown): value is ContextManager {
  return typeof value === 'object' && value !== null && 'active' in value && 'with' in value;
}
