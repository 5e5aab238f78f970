import { spread } from '../redaction/rounds.mjs';
import { shuffled } from '../redaction/random.mjs';
import { AppProcess } from './app-process.mjs';
import { DriverProcess } from './driver-process.mjs';
import { ledgerOf } from './ledger.mjs';
import { SinkProcess } from './sink-process.mjs';

/**
 * An app with the module and its bare twin, in processes of their own, measured in turns: the same requests, each round in
 * another order. What sending costs belongs to the request. Gives the spread of each figure, that of the ratio within
 * rounds, and the books of the module, which must be exact.
 */
export async function measureTwins({ settings, requests, connections, plan, random, watchDelays = false }) {
  const sink = await SinkProcess.start();
  const driver = await DriverProcess.start();
  const twins = [];
  try {
    for (const name of ['bare', 'ours']) {
      const app = await AppProcess.start(settings, name === 'ours' ? sink.port : undefined);
      const twin = { name, app, driver, connections, requests, watchDelays, rounds: [] };
      twins.push(twin);
      await warmUp(twin, plan);
      app.pause();
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const twin of shuffled(twins, random)) await measureRound(twin, plan);
    }
    const [bare, ours] = twins;
    ours.app.resume();
    return {
      bare: figuresOf(bare),
      ours: figuresOf(ours),
      cpuRatio: spread(ours.rounds.map(({ cpuMicros }, round) => cpuMicros / bare.rounds[round].cpuMicros)),
      perSecondRatio: spread(
        ours.rounds.map(({ perSecond }, round) => perSecond / bare.rounds[round].perSecond),
      ),
      ledger: await ledgerOf({ app: ours.app, sink, answered: ours.answered }),
    };
  } finally {
    for (const { app } of twins) await app.end();
    await driver.end();
    await sink.end();
  }
}

async function warmUp(twin, { warmUpSeconds }) {
  const { app, driver, connections, requests } = twin;
  await driver.open(app.port, connections);
  const { answered } = await driver.load(requests, warmUpSeconds);
  await app.ask('flush');
  await driver.close();
  twin.answered = answered;
}

async function measureRound(twin, { seconds }) {
  const { app, driver, connections, requests, watchDelays } = twin;
  app.resume();
  await driver.open(app.port, connections);
  if (watchDelays) await app.ask('watchDelays');
  const before = await app.cpuMicros();
  const seen = await driver.load(requests, seconds);
  const delays = watchDelays ? await app.ask('delays') : undefined;
  await app.ask('flush');
  const cpuMicros = ((await app.cpuMicros()) - before) / seen.answered;
  await driver.close();
  app.pause();
  twin.answered += seen.answered;
  twin.rounds.push({ cpuMicros, perSecond: seen.perSecond, p50Ms: seen.p50Ms, p99Ms: seen.p99Ms, delays });
}

function figuresOf({ app, rounds }) {
  const figure = (of) => spread(rounds.map(of));
  return {
    bootMs: app.bootMs,
    cpuMicros: figure(({ cpuMicros }) => cpuMicros),
    perSecond: figure(({ perSecond }) => perSecond),
    p50Ms: figure(({ p50Ms }) => p50Ms),
    p99Ms: figure(({ p99Ms }) => p99Ms),
    ...(rounds[0].delays && {
      delayP50Ms: figure(({ delays }) => delays.p50Ms),
      delayP99Ms: figure(({ delays }) => delays.p99Ms),
    }),
  };
}
