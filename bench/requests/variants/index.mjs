import { apitally } from './apitally.mjs';
import { bare } from './bare.mjs';
import { elasticApm } from './elastic-apm.mjs';
import { moesif } from './moesif.mjs';
import { nestjsObserve } from './nestjs-observe.mjs';
import { nestjsPino } from './nestjs-pino.mjs';
import { openTelemetry } from './opentelemetry.mjs';
import { ours, oursDefaults, oursHeaders, oursSpool } from './ours.mjs';
import { sentry } from './sentry.mjs';
import { siblingSdk } from './sibling-sdk.mjs';

/**
 * Each: its `id` and `name`, the `package` whose version is shown, the `bodies` that it captures, a `note` for
 * who compares, the `protocol` in which it sends;
 * `nodeFlags` and `env()` for its process, and `setUp()`, which runs there and gives what createApp() takes, and `flush()`.
 */
export const VARIANTS = [
  bare,
  ours,
  oursDefaults,
  oursHeaders,
  oursSpool,
  nestjsPino,
  nestjsObserve,
  apitally,
  moesif,
  openTelemetry,
  elasticApm,
  siblingSdk,
  sentry,
];

export function variantOf(id) {
  return VARIANTS.find((variant) => variant.id === id);
}
