import { spread } from '../../redaction/rounds.mjs';
import { ADAPTERS } from '../adapters.mjs';
import { AppProcess } from '../app-process.mjs';
import { SinkProcess } from '../sink-process.mjs';
import { measureTwins } from '../twins.mjs';

const CONNECTIONS = 16;
const BODY_BYTES = 250;

/** Routes that have redaction rules of their own by decorators, seven a route: how long the boot takes, what a request costs. */
export const routes = {
  title: 'Routes with seven decorators each',
  pieces: (plan) =>
    ADAPTERS.map((adapter) => ({
      id: adapter,
      measure: async (random) => {
        const rows = [];
        for (const count of plan.routes.counts)
          rows.push(await measureRoutes({ adapter, routes: count, decorated: true }, plan.routes, random));
        return { adapter, rows };
      },
    })),
};

async function measureRoutes(settings, plan, random) {
  const requests = Array.from({ length: settings.routes }, (_, index) => ({
    method: 'POST',
    path: `/route-${index}/1234?page=2`,
    bodyBytes: BODY_BYTES,
  }));
  return {
    routes: settings.routes,
    boot: await measureBoots(settings, plan.boots),
    ...(await measureTwins({ settings, requests, connections: CONNECTIONS, plan, random })),
  };
}

/** From the start of the process until it listens, and at rest then; in turns. */
async function measureBoots(settings, boots) {
  const sink = await SinkProcess.start();
  const seen = { bare: [], ours: [] };
  try {
    for (let boot = 0; boot < boots; boot += 1) {
      for (const name of ['bare', 'ours'])
        seen[name].push(await bootOf(settings, name === 'ours' ? sink.port : undefined));
    }
  } finally {
    await sink.end();
  }
  const figures = (of) => ({
    bare: spread(seen.bare.map(of)),
    ours: spread(seen.ours.map(of)),
    added: spread(seen.ours.map((each, boot) => of(each) - of(seen.bare[boot]))),
  });
  return { startMs: figures(({ startMs }) => startMs), rssMb: figures(({ rssMb }) => rssMb) };
}

async function bootOf(settings, sinkPort) {
  const app = await AppProcess.start(settings, sinkPort);
  try {
    const { rssBytes } = await app.ask('collectGarbage');
    return { startMs: app.startMs, rssMb: rssBytes / 1024 ** 2 };
  } finally {
    await app.end();
  }
}
