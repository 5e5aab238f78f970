import type { RouteDecorator } from './redact.decorators.js';
import { addRouteMetadata } from './route-metadata.js';

/**
 * Keeps this share of the exchanges of these routes, instead of the global `sampleRate`. Errors are kept
 * whatever it says.
 *
 * @param rate 0 (errors only) to 1 (all)
 * @throws RangeError for any other value
 */
export function SampleRate(rate: number): RouteDecorator {
  if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) {
    throw new RangeError(`@SampleRate: expected a number from 0 to 1, such as 0.1, got ${String(rate)}.`);
  }
  return addRouteMetadata({ sampleRate: rate });
}
