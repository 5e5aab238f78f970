import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/run.mjs';
import { seededRandom } from '../redaction/random.mjs';
import { measureHung } from './hung.mjs';
import { measureOutages } from './outage.mjs';
import { writeDeliveryPage } from './page.mjs';
import { printSections } from './print.mjs';
import { RECEIVER_NAME } from './receiver.mjs';
import { sizesOfSameContent } from './same-content.mjs';
import { measureMany, measureThroughput } from './throughput.mjs';

const PARTS = {
  many: measureMany,
  throughput: measureThroughput,
  outages: measureOutages,
  hung: measureHung,
};
const RECORDED = join(root, 'docs/proof/delivery.json');

/**
 * The delivery alone, beside OpenTelemetry's exporters, in interleaved rounds: redacted exchanges in, a receiver that counts
 * at the other end (`OTELCOL` names the binary of a Collector). `--quick` takes about half a minute on an idle machine;
 * `--records N` are sent by ours alone, beside the rounds; `--json FILE` keeps the figures; `--update` records those of whole
 * runs in docs/proof/delivery.json and writes docs/delivery-figures.md. With names of parts, only these are measured.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    records: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    json: { type: 'string' },
  },
});
if (values.quick && values.update) throw new Error('--update records whole runs: leave --quick away');
const chosen = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = chosen.filter((part) => !Object.hasOwn(PARTS, part));
if (unknown.length > 0)
  throw new Error(`expected parts (${Object.keys(PARTS).join(', ')}), got ${unknown.join(', ')}`);
const plan = values.quick
  ? {
      rounds: 1,
      throughput: [
        { mode: 'flood', size: 'small' },
        { mode: 'steady', size: 'large' },
      ],
      records: 3_000,
      warmUp: 500,
      steadySeconds: 0.5,
      perSecond: 10_000,
      many: 20_000,
      outagesMs: [1_000],
      hungSeconds: 1,
    }
  : {
      rounds: 5,
      throughput: ['small', 'large'].flatMap((size) => ['flood', 'steady'].map((mode) => ({ mode, size }))),
      records: 20_000,
      warmUp: 2_000,
      steadySeconds: 3,
      perSecond: 10_000,
      many: 1_000_000,
      outagesMs: [3_000, 20_000],
      hungSeconds: 20,
    };
if (values.records !== undefined) plan.many = checkCount('records', values.records);
if (values.rounds !== undefined) plan.rounds = checkCount('rounds', values.rounds);

const random = seededRandom(Number(values.seed));
const bytes = await sizesOfSameContent();
const results = {
  version: 1,
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  quick: values.quick,
  bytes,
};
for (const part of chosen) {
  const load = loadavg()[0];
  results[part] = {
    load,
    seed: Number(values.seed),
    receiver: RECEIVER_NAME,
    rows: await PARTS[part](plan, bytes, random),
  };
}
printSections(results);
if (values.json !== undefined) record(values.json, results);
if (values.update) {
  record(RECORDED, { ...recorded(), ...results });
  await writeDeliveryPage();
}

function record(file, figures) {
  writeFileSync(file, `${JSON.stringify(figures, undefined, 2)}\n`);
}

/** Of the parts that were not measured now. */
function recorded() {
  try {
    return JSON.parse(readFileSync(RECORDED, 'utf8'));
  } catch {
    return {};
  }
}

function checkCount(name, given) {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${name}: expected a number above 0, got ${given}`);
  return count;
}
