import { closeSync, constants, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * What `offer()` of the spool costs a request, in microseconds, next to a bare `fs.writeSync` of the same bytes.
 * `node bench/delivery/spool.mjs [folder]`: the folder decides which disk is measured.
 */
const lib = fileURLToPath(new URL('../../lib/', import.meta.url));
const work = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'spool-bench-'));
const ROUNDS = 30;

try {
  const { Spool } = await import(pathToFileURL(compiled('spool.js')).href);
  const { SPOOL_TIMING } = await import(pathToFileURL(join(work, 'js/export/spool/spool-options.js')).href);
  console.log(
    'bytes   fsync  spool median (p5..p95, max)            writeSync median (p5..p95, max)   ratio of medians',
  );
  for (const bytes of [2 * 1024, 180 * 1024]) {
    for (const fsyncIntervalMs of [500, 0]) await measure(Spool, SPOOL_TIMING, bytes, fsyncIntervalMs);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measure(Spool, timing, bytes, fsyncIntervalMs) {
  const payload = Buffer.alloc(bytes, 'x');
  const perRound = Math.max(20, Math.floor((1024 * 1024) / bytes));
  const directory = join(work, `spool-${bytes}-${fsyncIntervalMs}`);
  // A disk that hangs is measured here, not left alone.
  const spool = openedSpool(Spool, { directory, fsyncIntervalMs }, { ...timing, slowWriteMs: Infinity });
  const path = join(work, `bare-${bytes}-${fsyncIntervalMs}`);
  const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
  const item = { signal: 'traces', byteLength: bytes, bytes: payload };
  const [ours, bare] = [[], []];
  let sequence = 0;
  for (let round = -5; round < ROUNDS; round += 1) {
    // In turns, so that what else the machine does hits both alike.
    const [offers, writes] = [[], []];
    for (let each = 0; each < perRound; each += 1) {
      offers.push(timed(() => spool.offer(item, (sequence += 1))));
      writes.push(timed(() => writeSync(fd, payload)));
    }
    if (round >= 0) ours.push(...offers);
    if (round >= 0) bare.push(...writes);
    await drain(spool);
    if (statSync(path).size > 64 * 1024 * 1024) break;
  }
  closeSync(fd);
  await spool.close();
  const [spoolAt, bareAt] = [ours, bare].map((times) => at(times.toSorted((a, b) => a - b)));
  const spread = `${us(spoolAt(0.5))} us (${us(spoolAt(0.05))}..${us(spoolAt(0.95))}, ${us(spoolAt(1))})`;
  const bareSpread = `${us(bareAt(0.5))} us (${us(bareAt(0.05))}..${us(bareAt(0.95))}, ${us(bareAt(1))})`;
  const ratio = (spoolAt(0.5) / bareAt(0.5)).toFixed(2);
  console.log(
    `${String(bytes).padEnd(7)} ${String(fsyncIntervalMs).padEnd(6)} ${spread.padEnd(38)} ${bareSpread.padEnd(33)} ${ratio}`,
  );
}

function openedSpool(Spool, options, timing) {
  return new Spool(
    { ...options, identity: 'bench', preamble: new Uint8Array(300) },
    {
      nextSequence: () => 0,
      restore: (bytes, signal) => ({ signal, byteLength: bytes.byteLength, bytes }),
      serialize: (item) => item.bytes,
      recovered() {},
      lost() {},
      handedOver() {},
      changed() {},
      warn: (kind, message) => console.error(message),
    },
    timing,
  );
}

async function drain(spool) {
  for (;;) {
    const records = await spool.take('traces', 1024 * 1024, 512);
    if (records.length === 0) return;
    spool.settle(records);
  }
}

function timed(run) {
  const start = performance.now();
  if (run() === false) throw new Error('not taken: the spool is full, or the disk hangs');
  return (performance.now() - start) * 1000;
}

function at(sorted) {
  return (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function us(value) {
  return value.toFixed(1);
}

/** The spool as it is in lib/, without the rest having to be built. */
function compiled(entry) {
  for (const name of readdirSync(join(lib, 'export/spool'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(lib, 'export/spool', name), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    const target = join(work, 'js/export/spool', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync(join(work, 'js/package.json'), '{"type":"module"}');
  return join(work, 'js/export/spool', entry);
}
