import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { APIToolkitExceptionFilter } from './apitoolkit-exception.filter.js';
import { harmlessly } from './recording-of-host.js';

/** Nest's metadata key of `@UseFilters()`; not exported by @nestjs/common. */
const EXCEPTION_FILTERS = '__exceptionFilters__';

/** Marks a `catch` that is observed already: filter classes are shared by all apps of a process. */
const OBSERVED = Symbol.for('apitoolkit-nestjs.observed-catch');

type Catch = ExceptionFilter['catch'] & { [OBSERVED]?: true };

/**
 * Observes the `catch` of every exception filter of the app, wherever it is registered. Without this, an
 * error that a guard throws and a filter of a controller claims would pass unseen.
 */
export function observeFilters(config: ApplicationConfig, modules: ModulesContainer): void {
  for (const filter of config.getGlobalFilters()) observeCatch(filter);
  for (const wrapper of config.getGlobalRequestFilters()) observePrototype(wrapper.metatype);
  for (const module of modules.values()) {
    for (const { metatype } of module.injectables.values()) observePrototype(metatype);
    for (const { metatype } of module.controllers.values()) observeInstances(metatype);
  }
}

function observePrototype(metatype: unknown): void {
  const prototype: unknown = typeof metatype === 'function' ? metatype.prototype : undefined;
  if (typeof prototype === 'object' && prototype !== null) observeCatch(prototype);
}

/** `@UseFilters(new SomeFilter())` keeps the instance in metadata, out of the container. */
function observeInstances(controller: unknown): void {
  if (typeof controller !== 'function') return;
  const prototype: object = controller.prototype;
  const methods = Reflect.ownKeys(prototype).map(
    (key): unknown => Reflect.getOwnPropertyDescriptor(prototype, key)?.value,
  );
  for (const target of [controller, ...methods]) {
    if (typeof target !== 'function') continue;
    const filters: unknown = Reflect.getMetadata(EXCEPTION_FILTERS, target);
    if (!Array.isArray(filters)) continue;
    for (const filter of filters) if (typeof filter === 'object' && filter !== null) observeCatch(filter);
  }
}

/**
 * Gives this one object a `catch` of its own that observes, and then does what it did before. What it
 * inherits stays untouched: a base class may be Nest's own, or a Promise.
 */
function observeCatch(filter: object): void {
  if (filter instanceof APIToolkitExceptionFilter || filter instanceof Promise) return;
  const original: Catch | undefined = Reflect.get(filter, 'catch');
  if (typeof original !== 'function' || original[OBSERVED]) return;
  const observed: Catch = function (this: unknown, ...args: Parameters<Catch>): unknown {
    observe(args[0], args[1]);
    return Reflect.apply(original, this, args);
  };
  observed[OBSERVED] = true;
  // A frozen filter refuses: its errors are then seen by the interceptor only.
  Reflect.defineProperty(filter, 'catch', { value: observed, configurable: true, writable: true });
}

function observe(exception: unknown, host: ArgumentsHost | undefined): void {
  // A filter may be called by hand, with anything for a host.
  if (typeof host?.getType === 'function') harmlessly(host, (recording) => recording.observe(exception));
}
