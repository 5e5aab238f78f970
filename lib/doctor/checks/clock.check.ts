import type { Check } from '../check.js';
import { leastSkewMs } from '../endpoint/clock-reading.js';

const WARN_MS = 5_000;
const FAIL_MS = 5 * 60_000;

/** Records carry the time of this machine: a wrong one puts them where nobody looks, or out of what is kept. */
export const clockCheck: Check = {
  name: 'clock',
  run({ clocks }, { ok, warn, fail, skip }) {
    const skews = clocks.map(leastSkewMs).toSorted((one, other) => Math.abs(one) - Math.abs(other));
    // The least of them: one server's own clock may be wrong.
    const skewMs = skews[0];
    if (skewMs === undefined) return skip('no server told its time');
    const offMs = Math.abs(skewMs);
    if (offMs <= WARN_MS) return ok('agrees with the server');
    const report = offMs > FAIL_MS ? fail : warn;
    const direction = skewMs > 0 ? 'ahead of' : 'behind';
    return report(
      `this machine is ${durationOf(offMs)} ${direction} the server`,
      'Let NTP set the clock (timedatectl set-ntp true; in a container, on its host).',
    );
  },
};

function durationOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
