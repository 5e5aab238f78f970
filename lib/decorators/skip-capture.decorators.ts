import type { RouteDecorator } from './redact.decorators.js';
import { addRouteMetadata } from './route-metadata.js';

/**
 * Captures nothing of these routes. On a method it overrides what the class says.
 *
 * @param skip false captures a method of a class that is skipped
 */
export function SkipCapture(skip = true): RouteDecorator {
  return addRouteMetadata({ skip });
}

/** Captures everything of these routes but the bodies. */
export function SkipBodyCapture(): RouteDecorator {
  return addRouteMetadata({ skipBodies: true });
}
