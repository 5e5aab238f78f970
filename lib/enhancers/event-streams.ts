import type { ModulesContainer } from '@nestjs/core';
import { methodsOf } from './methods-of.js';

/** Nest's metadata key of `@Sse()`; not exported by @nestjs/common. */
const SSE = '__sse__';

/**
 * Whether a handler streams events. Nest writes an error in the midst of them into the stream: no exception filter
 * sees it, only interceptors do.
 */
export function hasEventStreams(modules: ModulesContainer): boolean {
  for (const module of modules.values()) {
    for (const { metatype } of module.controllers.values()) {
      if (methodsOf(metatype).some((method) => Reflect.hasMetadata(SSE, method))) return true;
    }
  }
  return false;
}
