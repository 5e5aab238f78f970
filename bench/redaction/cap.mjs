import { realisticBody } from './bodies.mjs';
import { moduleScannerOf } from './ours.mjs';
import { ratios, runRounds } from './rounds.mjs';
import { RULE_SETS } from './rule-sets.mjs';

const BODY_BYTES = 2_097_152;
const CAP_BYTES = 65_536;

/** The module's default cap on a large body: what was not captured costs nothing. */
export function measureCap(plan, random) {
  const bytes = realisticBody(BODY_BYTES, random);
  const text = bytes.toString();
  const captured = bytes.subarray(0, CAP_BYTES);
  return RULE_SETS.slice(0, 5).map(({ rules, paths }) => {
    const scan = moduleScannerOf(paths, { maxOutputBytes: CAP_BYTES, complete: false });
    const times = runRounds(
      [
        { name: 'baseline', run: () => JSON.stringify(JSON.parse(text)) },
        { name: 'capped', run: () => scan(captured) },
      ],
      plan,
      random,
    );
    return { rules, ratio: ratios(times.get('capped'), times.get('baseline')) };
  });
}
