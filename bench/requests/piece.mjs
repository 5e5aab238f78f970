import { shuffled } from '../redaction/random.mjs';
import { AppProcess } from './app-process.mjs';
import { load } from './load.mjs';
import { SinkProcess } from './sink-process.mjs';

/** A record that has not come by then, after the one before it, does not come; unless a variant says otherwise. */
const QUIET_MS = 1_500;
const DRAIN_MS = 20_000;
const MIN_REQUESTS = 20;

/**
 * One route on one adapter. All variants are started and warmed up, then measured in rounds, each in another order; those
 * that are not measured are stopped. Gives the figures of each variant, round by round.
 */
export async function measurePiece({ adapter, route, variants, rounds, seconds, random, node }) {
  const sinks = new SinkProcess();
  const upstream = await sinks.upstream();
  const contestants = [];
  try {
    for (const variant of shuffled(variants, random))
      contestants.push(await start({ variant, adapter, upstream, node, sinks }));
    for (const contestant of contestants) await warm(contestant, route, seconds);
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of shuffled(contestants, random)) await measureRound(contestant, route);
    }
  } finally {
    for (const { app } of contestants) await app.end();
    sinks.end();
  }
  return Object.fromEntries(
    variants.map(({ id }) => [id, contestants.find((each) => each.id === id).figures]),
  );
}

async function start({ variant, adapter, upstream, node, sinks }) {
  const sink = await sinks.open(variant.protocol);
  const app = await AppProcess.start({ variant, adapter, sink, upstream, node });
  const figures = { bootMs: app.bootMs, restMb: await app.rssMb(), made: 0, delivered: 0, rounds: [] };
  app.pause();
  return { id: variant.id, quietMs: variant.quietMs ?? QUIET_MS, app, sink, figures };
}

/** The second half, already quick, tells how many requests make a round. */
async function warm(contestant, { request, warmUp: amount }, seconds) {
  const { app } = contestant;
  app.resume();
  await load(app.url, request, amount / 2);
  const { perSecond } = await load(app.url, request, amount / 2);
  contestant.requests = Math.max(MIN_REQUESTS, Math.round(seconds * perSecond));
  await drain(contestant, Infinity);
  app.pause();
}

async function measureRound(contestant, { request }) {
  const { app, sink, figures, requests } = contestant;
  app.resume();
  const [cpuBefore, countBefore] = [await app.cpuMicros(), await sink.count()];
  const seen = await load(app.url, request, requests);
  // What sending costs belongs to the request.
  const count = await drain(contestant, countBefore + requests);
  const cpuMicros = ((await app.cpuMicros()) - cpuBefore) / requests;
  figures.made += requests;
  figures.delivered += count - countBefore;
  figures.loadedMb = await app.rssMb();
  figures.rounds.push({ cpuMicros, ...seen });
  app.pause();
}

async function drain({ app, sink, quietMs }, expected) {
  await app.flush();
  return sink.settled(expected, { quietMs, limitMs: DRAIN_MS });
}
