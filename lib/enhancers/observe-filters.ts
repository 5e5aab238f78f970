import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { APIToolkitExceptionFilter } from './apitoolkit-exception.filter.js';
import { isClass, isObject } from '../sensitive/classes.js';
import { methodsOf } from './methods-of.js';
import { harmlessly } from './recording-of-host.js';

/** Nest's metadata key of `@UseFilters()`; not exported by @nestjs/common. */
const EXCEPTION_FILTERS = '__exceptionFilters__';

/** Marks a `catch` that is observed already: filter classes are shared by all apps of a process. */
const OBSERVED = Symbol.for('apitoolkit-nestjs.observed-catch');

type Catch = ExceptionFilter['catch'] & { [OBSERVED]?: true };

/**
 * Observes the `catch` of every exception filter of the app, wherever it is registered: whatever leaves a handler, a
 * guard, a pipe or an interceptor comes by one of them, or by ours.
 *
 * @returns whether all could be observed: a frozen one refuses
 */
export function observeFilters(config: ApplicationConfig, modules: ModulesContainer): boolean {
  return filtersIn(config, modules).reduce((areAll, filter) => observeCatch(filter) && areAll, true);
}

/** The filters, or where their class is all that there is yet, its prototype. */
function filtersIn(config: ApplicationConfig, modules: ModulesContainer): readonly object[] {
  const filters: unknown[] = [...config.getGlobalFilters()];
  for (const { metatype } of config.getGlobalRequestFilters()) filters.push(prototypeOf(metatype));
  for (const module of modules.values()) {
    for (const { metatype } of module.injectables.values()) filters.push(prototypeOf(metatype));
    // Providers: resolvers and gateways are some.
    for (const { metatype } of [...module.controllers.values(), ...module.providers.values()])
      filters.push(...instancesFor(metatype));
  }
  return filters.filter(isObject);
}

function prototypeOf(metatype: unknown): unknown {
  return typeof metatype === 'function' ? metatype.prototype : undefined;
}

/** `@UseFilters(new SomeFilter())` keeps the instance in metadata, out of the container. */
function instancesFor(type: unknown): readonly unknown[] {
  if (!isClass(type)) return [];
  return [type, ...methodsOf(type)].flatMap((target): readonly unknown[] => {
    const filters: unknown = Reflect.getMetadata(EXCEPTION_FILTERS, target);
    return Array.isArray(filters) ? filters : [];
  });
}

/**
 * Gives this one object a `catch` of its own that observes, and then does what it did before. What it
 * inherits stays untouched: a base class may be Nest's own, or a Promise.
 *
 * @returns false where that is refused
 */
function observeCatch(filter: object): boolean {
  if (filter instanceof APIToolkitExceptionFilter || filter instanceof Promise) return true;
  const original: Catch | undefined = Reflect.get(filter, 'catch');
  if (typeof original !== 'function' || original[OBSERVED]) return true;
  const observed: Catch = function (this: unknown, ...args: Parameters<Catch>): unknown {
    observe(args[0], args[1]);
    return Reflect.apply(original, this, args);
  };
  observed[OBSERVED] = true;
  return Reflect.defineProperty(filter, 'catch', { value: observed, configurable: true, writable: true });
}

function observe(exception: unknown, host: ArgumentsHost | undefined): void {
  // A filter may be called by hand, with anything for a host.
  if (typeof host?.getType === 'function') harmlessly(host, (recording) => recording.observe(exception));
}
