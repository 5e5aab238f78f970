import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureCap } from './cap.mjs';
import { measureHostile } from './hostile.mjs';
import { measureIdentity } from './identity.mjs';
import { measureJson } from './json.mjs';
import { measureKinds } from './kinds.mjs';
import { printSections } from './print.mjs';
import { seededRandom } from './random.mjs';
import { measureWalk } from './walk.mjs';

/**
 * Redaction beside its peers, in one interleaved run, as ratios to `JSON.parse` and `JSON.stringify` of the same
 * body. `--quick` takes about 20 seconds instead of three minutes; `--seed N` repeats bodies and order;
 * `--json FILE` keeps the figures.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    json: { type: 'string' },
  },
});
const random = seededRandom(Number(values.seed));
const plan = values.quick
  ? { quick: true, rounds: 2, sliceMs: 1, warmUpMs: 5 }
  : { quick: false, rounds: 11, sliceMs: 4, warmUpMs: 30 };

const results = {
  version: 1,
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  seed: Number(values.seed),
  quick: plan.quick,
  json: measureJson(plan, random),
  cap: measureCap(plan, random),
  walk: measureWalk(plan, random),
  identity: measureIdentity(random),
  kinds: measureKinds(plan, random),
  hostile: measureHostile(plan, random),
};
const { user, system } = process.cpuUsage();
results.processorSeconds = Math.round((user + system) / 1e6);
printSections(results);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
