import { refuseBare } from './bare-decorator.js';
import type { RouteDecorator } from './redact.decorators.js';
import { addRouteMetadata } from './route-metadata.js';

/**
 * Captures nothing of these routes. On a method it overrides what the class says.
 *
 * @param skip false captures a method of a class that is skipped
 */
export function SkipCapture(skip?: boolean): RouteDecorator;
export function SkipCapture(skip: unknown = true, ...rest: readonly unknown[]): RouteDecorator {
  refuseBare('SkipCapture', [skip, ...rest]);
  return addRouteMetadata({ skip: skip !== false });
}

/** Captures everything of these routes but the bodies. */
export function SkipBodyCapture(): RouteDecorator;
export function SkipBodyCapture(...bare: readonly unknown[]): RouteDecorator {
  refuseBare('SkipBodyCapture', bare);
  return addRouteMetadata({ skipBodies: true });
}
