import { shuffled } from '../redaction/random.mjs';
import { AppProcess } from './app-process.mjs';
import { load } from './load.mjs';
import { SinkProcess } from './sink-process.mjs';

/** A record that has not come by then, after the one before it, does not come; unless a variant says otherwise. */
const QUIET_MS = 1_500;
const DRAIN_MS = 20_000;
const WARM_UP_STEP = 10;
const MIN_REQUESTS = 20;

/**
 * One route. All variants are started and warmed up, then measured in rounds, each in another order; those that are not
 * measured are stopped. Gives the rounds of each variant.
 */
export async function measureRoute(plan) {
  const { adapter, route, variants, rounds, random, node } = plan;
  const sinks = new SinkProcess();
  const apps = [];
  const figures = Object.fromEntries(variants.map(({ id }) => [id, []]));
  try {
    const upstream = await sinks.upstream();
    for (const variant of shuffled(variants, random))
      apps.push(await start({ variant, adapter, upstream, node, sinks }));
    for (const app of apps) await warmUp(app, route, plan);
    for (let round = 0; round < rounds; round += 1) {
      for (const app of shuffled(apps, random)) figures[app.id].push(await measuredAgain(app, route));
    }
  } finally {
    for (const { server } of apps) await server.end();
    sinks.end();
  }
  return figures;
}

async function start({ variant, sinks, ...surroundings }) {
  const sink = await sinks.open(variant.protocol);
  const server = await AppProcess.start({ ...surroundings, variant, sink });
  server.pause();
  return { id: variant.id, quietMs: variant.quietMs ?? QUIET_MS, server, sink };
}

/**
 * Cold code costs several times as much: all are given the same number of requests, as far as there is time. What they did
 * last, already quick, tells how many requests make a round.
 */
async function warmUp(app, { request, warmUp: amount }, { seconds, warmUpSeconds }) {
  const { server } = app;
  server.resume();
  const startedAtMs = performance.now();
  let made = 0;
  let perSecond = 0;
  while (made < amount && performance.now() - startedAtMs < warmUpSeconds * 1000) {
    const step = Math.max(MIN_REQUESTS, Math.round(amount / WARM_UP_STEP));
    ({ perSecond } = await load(server.url, request, step));
    made += step;
  }
  app.requests = Math.max(MIN_REQUESTS, Math.round(seconds * perSecond));
  await drain(app, made);
  server.pause();
}

/** Once more where a connection broke: what is measured is an app that answers. */
async function measuredAgain(app, route) {
  try {
    return await measured(app, route);
  } catch (error) {
    console.error(`${app.id}: ${error.message}; measured again`);
    await drain(app, Infinity);
    return measured(app, route);
  }
}

async function measured(app, { request }) {
  const { server, sink, requests } = app;
  server.resume();
  const [cpuBefore, countBefore] = [await server.cpuMicros(), await sink.count()];
  const seen = await load(server.url, request, requests);
  // What sending costs belongs to the request.
  const count = await drain(app, countBefore + requests);
  const cpuMicros = ((await server.cpuMicros()) - cpuBefore) / requests;
  const rssMb = await server.rssMb();
  server.pause();
  return { cpuMicros, ...seen, rssMb, made: requests, delivered: count - countBefore };
}

async function drain({ server, sink, quietMs }, expected) {
  await server.flush();
  return sink.settled(expected, { quietMs, limitMs: DRAIN_MS });
}
