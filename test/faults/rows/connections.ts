import { load } from '../load.js';
import type { Behaviour } from '../receivers/behaviour.js';
import { BlackHole } from '../receivers/black-hole.js';
import type { Row } from '../row.js';
import { all, claim, until } from '../until.js';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n';

/** What comes instead of a proper answer (D17). */
const ODD_ANSWERS: Readonly<Record<string, string>> = {
  'an answer that never leaves 100-continue': 'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.0 and half a body': 'HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nhalf',
  'bad chunking': `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n`,
  'a header of 20 KB': `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
  'an answer of 1 MB': `${HEAD}Content-Length: 1000000\r\n\r\n${'x'.repeat(1_000_000)}`,
  'no HTTP': 'SSH-2.0-OpenSSH_9.6\r\n',
};

/** Where no connection is ever made: no such name, a route to nowhere, a port that is closed. */
const NOWHERE = [
  'http://collector.invalid:4318',
  'http://255.255.255.255:4318',
  'http://[fe80::1]:4318',
  'http://[2001:db8::1]:4318',
  'http://127.0.0.1:1',
];

/** D4, D5, D8, D17 to D19: connections that hang, break or talk nonsense. */
export const connections: readonly Row[] = [
  {
    id: 'D4',
    fault: 'an answer that drips, a byte each 500 ms',
    required: 'the same total deadline of 10 s, not one of idle time',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [{ do: 'drip', everyMs: 500 }]);
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 50 });
      await context.twin(app);
      await until('the attempt to end', () => server.exports[0]?.endedAtMs !== undefined);
      const [attempt] = server.exports;
      const tookMs = (attempt?.endedAtMs ?? 0) - (attempt?.atMs ?? 0);
      claim(tookMs > 9_000 && tookMs < 11_500, `the attempt took ${(tookMs / 1000).toFixed(1)} s`);

      return `the attempt took ${(tookMs / 1000).toFixed(1)} s; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'D5',
    fault: 'connections are never made (full backlog)',
    required: 'a deadline of 3 s to connect, then hold',
    quick: true,
    needs: ['linux'],
    async run(context) {
      const hole = await BlackHole.start();
      context.onEnd(() => hole.close());
      const app = await context.app({ endpoint: hole.url, queue: { shutdownTimeoutMs: 500 } });

      const startedAtMs = performance.now();
      await load(app, { count: 50 });
      await until('the attempt to be given up', () => app.warnings.length > 0);
      const gaveUpMs = (app.warnings[0]?.atMs ?? 0) - startedAtMs;
      claim(gaveUpMs > 2_900 && gaveUpMs < 5_500, `given up after ${(gaveUpMs / 1000).toFixed(1)} s`);
      await context.twin(app);

      return `given up after ${(gaveUpMs / 1000).toFixed(1)} s, flush interval included; ${await context.lostAtClose(app, [])}`;
    },
  },
  {
    id: 'D8b',
    fault: 'ECONNRESET, EPIPE, ECONNREFUSED',
    required: 'backoff, hold, for ever',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [{ do: 'reset early' }, { do: 'reset' }]);
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 100, kind: { route: 'big', query: '?bytes=20000' } });
      await until('both resets', () => server.script.length === 0);
      await server.close();
      await load(app, { count: 100 });
      await context.twin(app);
      await server.listen();

      return context.settle(app, () => [server.accepted]);
    },
  },
  {
    id: 'D8c',
    fault: 'no such name, no route, nobody there',
    required: 'backoff, hold; never a throw',
    async run(context) {
      const trials = NOWHERE.map(async (endpoint) => {
        const app = await context.app({ endpoint, queue: { shutdownTimeoutMs: 300 } });
        await load(app, { count: 20 });
        await until('a warning', () => app.warnings.length > 0);
        await context.twin(app);
        await context.lostAtClose(app, []);
        return /\(([A-Z_]+)\)/.exec(app.warnings[0]?.message ?? '')?.[1] ?? 'no connection in time';
      });
      return `${(await all(trials)).join(', ')}: held, counted at the close`;
    },
  },
  {
    id: 'D17',
    fault: Object.keys(ODD_ANSWERS).join('; '),
    required: 'a failure of the transport: held, memory flat',
    async run(context) {
      const trials = Object.entries(ODD_ANSWERS).map(async ([name, bytes]) => {
        const odd: Behaviour = { do: 'write', bytes };
        const server = await context.faultServer(undefined, [odd]);
        const app = await context.app({ endpoint: server.url });
        await load(app, { count: 20 });
        await until(`an attempt after ${name}`, () => server.exports.length > 1);
        return context.settle(app, () => [server.accepted]);
      });
      const { length } = await all(trials);
      return `${length} odd answers, each resent after, 0 lost`;
    },
  },
  {
    id: 'D18',
    fault: 'connection reset after the last byte, before the answer',
    required: 'resent with the same ids; duplicates are allowed',
    quick: true,
    async run(context) {
      const server = await context.faultServer(undefined, [{ do: 'reset' }, { do: 'reset' }]);
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 100 });
      await until('both resets', () => server.script.length === 0);

      // All that ever came: the resent spans must have the ids of the first.
      const seen = await context.settle(app, () => [context.receivedIn(server.exports)]);
      claim(context.receivedIn(server.exports).duplicates > 0, 'nothing came twice');
      return seen;
    },
  },
  {
    id: 'D19a',
    fault: 'server closes kept-alive connections: idle ones after 1 s, and one just as it is used again',
    required: 'one retry at once on a fresh connection; no failure shows',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      server.server.keepAliveTimeout = 1_000;
      const app = await context.app({ endpoint: server.url, queue: { flushIntervalMs: 1_000 } });
      const lastMs = performance.now() + (context.isFull ? 600_000 : 8_000);

      await load(app, { count: 10 });
      await context.drained(app);
      server.script.push({ do: 'reset early' });
      await load(app, { count: 10 });
      await context.drained(app);
      claim(server.script.length === 0, 'no connection was reset');
      while (performance.now() < lastMs) await load(app, { count: 7, perSecond: 5 });
      claim(app.warnings.length === 0, `it shows: ${JSON.stringify(app.warnings[0])}`);

      const seen = await context.settle(app, () => [server.accepted]);
      return `${server.exports.length} exports, 0 warnings; ${seen}`;
    },
  },
  {
    id: 'D19b',
    fault: 'server closes kept-alive connections while the app holds its event loop',
    required: 'one retry at once on a fresh connection; no failure shows',
    async run(context) {
      const server = await context.faultServer({ do: 'accept', thinkMs: 300 });
      server.server.keepAliveTimeout = 500;
      const app = await context.app({ endpoint: server.url, queue: { maxBatchRecords: 10 } });

      for (let round = 0; round < 5; round += 1) {
        await load(app, { count: 60 });
        await until('an export to be under way', () => server.underWay > 0);
        await load(app, { count: 1, kind: { route: 'busy', query: '?ms=2000' } });
      }

      const seen = await context.settle(app, () => [server.accepted]);
      claim(app.warnings.length === 0, `it shows: ${app.warnings[0]?.message}`);
      return `0 warnings; ${seen}`;
    },
  },
];
