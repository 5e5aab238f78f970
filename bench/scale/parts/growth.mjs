import { ADAPTERS } from '../adapters.mjs';
import { pathsOf } from '../rules.mjs';
import { measureTwins } from '../twins.mjs';

const CONNECTIONS = 16;
const SMALL_GET = [{ path: '/orders/1234?page=2' }];
const POST_BYTES = 2048;

/** What each dimension makes of a value: settings of the app, requests, connections. */
const DIMENSIONS = {
  routes: (count) => ({ settings: { routes: count }, requests: SMALL_GET }),
  rules: (count) => ({
    settings: {
      answerBytes: POST_BYTES,
      options: { redactRequestBody: pathsOf(count), redactResponseBody: pathsOf(count) },
    },
    requests: [{ method: 'POST', path: '/orders', bodyBytes: POST_BYTES }],
  }),
  bytes: (bytes) => ({
    settings: { answerBytes: bytes },
    requests: [{ method: 'POST', path: '/orders', bodyBytes: bytes }],
    // At full load bodies are withheld, and what is withheld costs nothing.
    connections: 1,
  }),
  connections: (count) => ({ settings: {}, requests: SMALL_GET, connections: count }),
};

/** How the cost of a request grows with the app and with what it is sent. */
export const growth = {
  title: 'How the cost of a request grows',
  pieces: (plan) =>
    Object.keys(DIMENSIONS).flatMap((dimension) =>
      ADAPTERS.map((adapter) => ({
        id: `${dimension}-${adapter}`,
        measure: async (random) => {
          const points = [];
          for (const at of plan.growth.values[dimension]) {
            const { settings, connections = CONNECTIONS, ...job } = DIMENSIONS[dimension](at);
            const figures = await measureTwins({
              ...job,
              connections,
              settings: { ...settings, adapter },
              plan: plan.growth,
              random,
            });
            points.push({ at, ...figures });
          }
          return { dimension, adapter, points };
        },
      })),
    ),
};
