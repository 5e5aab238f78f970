export { slopeOf } from '../support/slope.mjs';

/** What test/faults has for its rows, as scripts/figures.mjs transpiled it: apps in processes, receivers, load. */
const built = '../../.cache/faults/test/faults';

export const { AppProcess } = await import(`${built}/app/app-process.js`);
export const { CollectorProcess } = await import(`${built}/receivers/collector-process.js`);
export const { FaultServer } = await import(`${built}/receivers/fault-server.js`);
export const { load } = await import(`${built}/load.js`);
export const { until } = await import(`${built}/until.js`);
export const { quantileOf, medianOf } = await import(`${built}/figures.js`);
export const { safeOf } = await import(`${built}/rows/spool-steps.js`);
export const { checkBalance } = await import(`${built}/ledger-check.js`);

export const MIB = 1024 * 1024;

/** Waits until the app holds nothing, and returns its last sample, whose books are balanced. */
export async function drained(app, timeoutMs = 120_000) {
  let sample = await app.sample();
  const isDrained = async () => {
    sample = await app.sample();
    return sample.status.queued === 0 && sample.status.spooled === 0;
  };
  await until('all to be delivered', isDrained, timeoutMs);
  checkBalance(sample.status);
  return sample;
}

/** Median, least and most. */
export function spread(values, digits = 1) {
  const [median, least, most] = [medianOf(values), Math.min(...values), Math.max(...values)];
  return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

export async function waitUntil(atMs) {
  await until('the time to pass', () => performance.now() >= atMs, Infinity);
}
