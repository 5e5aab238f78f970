import { spread } from '../../redaction/rounds.mjs';
import { shuffled } from '../../redaction/random.mjs';
import { ADAPTERS } from '../adapters.mjs';
import { AppProcess } from '../app-process.mjs';
import { DriverProcess } from '../driver-process.mjs';
import { ledgerOf } from '../ledger.mjs';
import { SinkProcess } from '../sink-process.mjs';

const REQUESTS = [{ path: '/orders/1234?page=2' }];
const WARM_UP_CONNECTIONS = 50;

/** Thousands of keep-alive connections: what each takes of memory, and a request on all of them at the same time. */
export const connections = {
  title: 'Keep-alive connections, a request on all of them at the same time, several times',
  pieces: (plan) =>
    ADAPTERS.map((adapter) => ({
      id: adapter,
      measure: (random) => measureAdapter(adapter, plan.connections, random),
    })),
};

async function measureAdapter(adapter, plan, random) {
  const runs = { bare: [], ours: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const name of shuffled(['bare', 'ours'], random))
      runs[name].push(await runOnce(adapter, name, plan));
  }
  return {
    adapter,
    connections: plan.count,
    waves: plan.waves,
    bare: figuresOf(runs.bare),
    ours: figuresOf(runs.ours),
    cpuRatio: spread(runs.ours.map(({ cpuMicros }, round) => cpuMicros / runs.bare[round].cpuMicros)),
    ledgers: runs.ours.map(({ ledger }) => ledger),
  };
}

/** One app in a fresh process, from its boot until all is delivered. */
async function runOnce(adapter, name, { count, waves, warmUpSeconds }) {
  const sink = await SinkProcess.start();
  const driver = await DriverProcess.start();
  const app = await AppProcess.start({ adapter }, name === 'ours' ? sink.port : undefined);
  try {
    await driver.open(app.port, WARM_UP_CONNECTIONS);
    const warmUp = await driver.load(REQUESTS, warmUpSeconds);
    await driver.close();
    await app.ask('flush');
    const atRest = await app.ask('collectGarbage');
    await driver.open(app.port, count);
    const connected = await app.ask('collectGarbage');
    const { cpuMicros, inFlightMb } = await measureWaves({ app, driver, waves, count });
    const after = await app.ask('collectGarbage');
    const answered = warmUp.answered + waves * count;
    const ledger = name === 'ours' ? await ledgerOf({ app, sink, answered }) : undefined;
    const kbEach = (usage, bytesOf) => (bytesOf(usage) - bytesOf(atRest)) / 1024 / count;
    return {
      startMs: app.startMs,
      cpuMicros,
      restMb: atRest.rssBytes / 1024 ** 2,
      idleKb: kbEach(connected, rss),
      usedKb: kbEach(after, rss),
      usedHeapKb: kbEach(after, javascript),
      peakMb: inFlightMb,
      ledger,
    };
  } finally {
    await app.end();
    await driver.end();
    await sink.end();
  }
}

const rss = ({ rssBytes }) => rssBytes;
const javascript = ({ heapBytes, externalBytes }) => heapBytes + externalBytes;

async function measureWaves({ app, driver, waves, count }) {
  const before = await app.cpuMicros();
  let inFlightMb = 0;
  for (let wave = 0; wave < waves; wave += 1) {
    await driver.wave(REQUESTS);
    inFlightMb = Math.max(inFlightMb, (await app.ask('usage')).rssBytes / 1024 ** 2);
  }
  await app.ask('flush');
  return { cpuMicros: ((await app.cpuMicros()) - before) / (waves * count), inFlightMb };
}

function figuresOf(runs) {
  const names = ['startMs', 'cpuMicros', 'restMb', 'idleKb', 'usedKb', 'usedHeapKb', 'peakMb'];
  return Object.fromEntries(names.map((name) => [name, spread(runs.map((run) => run[name]))]));
}
