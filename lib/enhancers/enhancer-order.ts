import type { CanActivate, ExceptionFilter, NestInterceptor } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';

export interface Enhancers {
  readonly guard: CanActivate;
  readonly interceptor: NestInterceptor;
  readonly filter: ExceptionFilter;
}

/** What is left for an interceptor to see. */
export interface InterceptorNeed {
  /**
   * Whether errors may leave that no exception filter sees. Where not, ours stays out: a first global interceptor
   * moves every route of the app to the path of Observables, which is dearer.
   */
  readonly isInterceptorNeeded: boolean;
}

/**
 * Puts our guard before all guards, our interceptor around all interceptors, and our filter behind all
 * filters (Nest asks the filter that was registered last first). Nest would order them by module instead: a
 * guard of AppModule would deny before ours knows the handler, and our filter would replace the app's.
 */
export function putInOrder(
  config: ApplicationConfig,
  { guard, interceptor, filter }: Enhancers,
  { isInterceptorNeeded }: InterceptorNeed,
): void {
  moveFirst(config.getGlobalGuards(), guard);
  if (isInterceptorNeeded) moveFirst(config.getGlobalInterceptors(), interceptor);
  else remove(config.getGlobalInterceptors(), interceptor);
  moveFirst(config.getGlobalFilters(), filter);
}

/** Takes our enhancers out, where the module is switched off or another instance of it captures already. */
export function takeOut(config: ApplicationConfig, { guard, interceptor, filter }: Enhancers): void {
  remove(config.getGlobalGuards(), guard);
  remove(config.getGlobalInterceptors(), interceptor);
  remove(config.getGlobalFilters(), filter);
}

/** Nest hands out its live list. */
function moveFirst<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item);
  if (index > 0) list.unshift(...list.splice(index, 1));
}

function remove<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item);
  if (index !== -1) list.splice(index, 1);
}
