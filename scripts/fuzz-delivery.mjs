import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeDeliveryPage } from '../bench/delivery/page.mjs';
import { Receiver, RECEIVER_NAME, settledCounts } from '../bench/delivery/receiver.mjs';
import { exitCodeOf, root } from './run.mjs';
import { setUp } from './setup.mjs';

/**
 * Generated exchanges through the real redaction and encoding, to a real receiver (`OTELCOL` names the binary of a Collector):
 * every record is read back and compared, and the receiver must take every one. A failure names its case: `--from N --cases 1`
 * with the same `--seed` makes it again. `--update` records the counts in docs/proof/ and on docs/delivery-figures.md.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** Where to write the counts. */
    json: { type: 'string' },
    update: { type: 'boolean', default: false },
  },
});
const cases = checkWhole('cases', values.cases, 1);
const from = checkWhole('from', values.from, 0);
const seed = checkWhole('seed', values.seed, 0);

await setUp();
const file = join(root, '.cache/fuzz-delivery.json');
mkdirSync(dirname(file), { recursive: true });
rmSync(file, { force: true });
console.log(`seed ${seed}, to ${RECEIVER_NAME}`);
const receiver = await Receiver.start();
const startedMs = performance.now();
const code = await exitCodeOf(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project=unit',
    '--testTimeout=0',
    '--testNamePattern=any exchange reads back',
    'test/unit/export/otlp/encoding.property.test.ts',
  ],
  {
    env: {
      ...process.env,
      FUZZ_CASES: String(cases),
      FUZZ_FROM: String(from),
      FUZZ_SEED: String(seed),
      FUZZ_ENDPOINT: receiver.urls.http,
      FUZZ_RESULTS: file,
    },
  },
);
const seconds = Math.round((performance.now() - startedMs) / 1000);
const result = readResult();
const sent = result.spans + result.logRecords;
const { accepted, refused } = await settledCounts(receiver, sent);
await receiver.stop();

for (const failure of result.failures) console.log(failure);
const report = {
  cases: result.cases,
  seed,
  seconds,
  receiver: RECEIVER_NAME,
  failures: result.failed,
  spans: result.spans,
  logRecords: result.logRecords,
  accepted,
  refused,
};
console.log(report);
const text = `${JSON.stringify(report, undefined, 2)}\n`;
if (values.json !== undefined) writeFileSync(resolve(values.json), text);
if (values.update) {
  writeFileSync(join(root, 'docs/proof/fuzz-delivery.json'), text);
  await writeDeliveryPage();
}

// A runner that died, or a record that never arrived, must not look like a pass.
const isWhole = code === 0 && result.cases === cases && accepted === sent && sent === cases && refused === 0;
const failed = result.failed === 0 && !isWhole ? 1 : result.failed;
console.log(`${sent - result.failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function readResult() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { cases: 0, spans: 0, logRecords: 0, failed: 0, failures: [] };
  }
}

function checkWhole(name, given, least) {
  const number = Number(given);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name}: expected a whole number from ${least} on, got ${given}`);
  return number;
}
