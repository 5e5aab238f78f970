import { bare } from './bare.mjs';
import { ours, oursDefaults, oursHeaders, oursSpool } from './ours.mjs';

/**
 * Each: its `id` and `name`, the `package` whose version is shown, the `bodies` that it captures, the `protocol` in which it sends;
 * `nodeFlags` and `env()` for its process, and `setUp()`, which runs there and gives what createApp() takes, and `flush()`.
 */
export const VARIANTS = [bare, ours, oursDefaults, oursHeaders, oursSpool];

export function variantOf(id) {
  return VARIANTS.find((variant) => variant.id === id);
}
