import type { RouteDecorator } from './redact.decorators.js';
import { addRouteMetadata } from './route-metadata.js';

/** Adds tags to every exchange of these routes. */
export function Tags(...tags: string[]): RouteDecorator {
  return addRouteMetadata({ tags });
}
