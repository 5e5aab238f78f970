import { createRedactor } from '../../dist/esm/index.js';
import { FAMILIES } from './hostile-families.mjs';
import { moduleScannerOf } from './ours.mjs';
import { ratios, runRounds, spread } from './rounds.mjs';

const CAP_BYTES = 65_536;
/** Beyond noise, and not so large that memory is what is measured. */
const GROWTH_BYTES = 131_072;
/** Of families whose bodies must not be known from an earlier run. */
const POOL = 24;

/** Milliseconds for a body of the default cap, and how time grows with size: 2 is linear. */
export function measureHostile(plan, random) {
  return [...FAMILIES.map((family) => measureFamily(family, plan, random)), measureDeepest(plan, random)];
}

function measureFamily({ family, paths, isNew, make }, plan, random) {
  const redactor = createRedactor({ responseBody: paths });
  const scan = moduleScannerOf(paths);
  // A little less than the cap: families may end a few bytes late, and a cut body would be another family.
  const capped = source(() => make(CAP_BYTES - 200, random), isNew);
  const single = source(() => make(GROWTH_BYTES, random), isNew);
  const double = source(() => make(2 * GROWTH_BYTES, random), isNew);
  const times = runRounds(
    [
      { name: 'capped', run: () => redactor.redactBody(capped(), 'response', 'application/json') },
      { name: 'single', run: () => scan(single()) },
      { name: 'double', run: () => scan(double()) },
    ],
    plan,
    random,
  );
  return {
    family,
    ms: spread(times.get('capped')),
    growth: ratios(times.get('double'), times.get('single')),
  };
}

function measureDeepest(plan, random) {
  const scan = moduleScannerOf(['$..a..a..password']);
  const deep = (levels) => Buffer.from(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
  const [half, whole] = [deep(500_000), deep(1_000_000)];
  const times = runRounds(
    [
      { name: 'half', run: () => scan(half) },
      { name: 'whole', run: () => scan(whole) },
    ],
    plan,
    random,
  );
  return {
    family: '1,000,000 levels, 6 MB',
    ms: spread(times.get('whole')),
    growth: ratios(times.get('whole'), times.get('half')),
  };
}

/** One body, or ever another one. */
function source(make, isNew) {
  const bodies = Array.from({ length: isNew ? POOL : 1 }, () => Buffer.from(make()));
  let next = 0;
  return () => {
    next = (next + 1) % bodies.length;
    return bodies[next];
  };
}
