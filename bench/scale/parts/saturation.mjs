import { ADAPTERS } from '../adapters.mjs';
import { measureTwins } from '../twins.mjs';

const BODY_BYTES = 64 * 1024;
const CONNECTIONS = 64;

/** Bodies of 64 KB in both directions, as many as the app can take: each twin at full load. */
export const saturation = {
  title: 'Bodies of 64 KB in both directions, 64 connections at full load',
  pieces: (plan) =>
    ADAPTERS.map((adapter) => ({
      id: adapter,
      measure: async (random) => ({
        adapter,
        ...(await measureTwins({
          settings: { adapter, answerBytes: BODY_BYTES },
          requests: [{ method: 'POST', path: '/orders', bodyBytes: BODY_BYTES }],
          connections: CONNECTIONS,
          plan: plan.saturation,
          random,
          watchDelays: true,
        })),
      }),
    })),
};
