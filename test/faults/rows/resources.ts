import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import type { AppProcess } from '../app/app-process.js';
import { load, send } from '../load.js';
import type { Row } from '../row.js';
import { all, claim, until } from '../until.js';

const MIB = 1024 * 1024;

/** P2, P3, P18, P23: memory, descriptors, copies. */
export const resources: readonly Row[] = [
  {
    id: 'P2',
    fault: 'bodies of 100 KB, and nobody takes the records',
    required: 'memory grows by 1.5 times the queue and 30 MB at most, beyond what the twin grows',
    isAlone: true,
    timeoutSeconds: 200,
    async run(context) {
      const server = await context.faultServer({ do: 'hang' });
      const maxBytes = 16 * MIB;
      const app = await context.app({ endpoint: server.url, queue: { maxBytes, shutdownTimeoutMs: 300 } });
      const bare = await context.bareApp();
      const count = context.isFull ? 30_000 : 3_000;
      const plan = { count, kind: { route: 'big', query: '?bytes=100000' } };
      const before = { app: await rssOf(app), bare: await rssOf(bare) };

      await all([load(app, plan), load(bare, plan)]);
      const grown = (await rssOf(app)) - before.app;
      const bareGrown = (await rssOf(bare)) - before.bare;
      const most = bareGrown + 1.5 * maxBytes + 30 * MIB;
      claim(grown < most, `grew by ${mib(grown)}, the twin by ${mib(bareGrown)}`);

      const seen = await context.lostAtClose(app, [server.accepted], { dropped: { queue_full: 'any' } });
      return `grew by ${mib(grown)} with a queue of 16 MiB, the twin by ${mib(bareGrown)}; ${seen}`;
    },
  },
  {
    id: 'P3',
    fault: '600 uploads of 200 KB that stop halfway',
    required: 'at most 16 MiB of captured bodies in memory; beyond that only their headers',
    isAlone: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      const bare = await context.bareApp();
      const grown = { app: 0, bare: 0 };
      for (const [name, each] of [
        ['app', app],
        ['bare', bare],
      ] as const) {
        const before = await rssOf(each);
        const uploads = Array.from({ length: 600 }, (_, index) => new ParkedUpload(each, `u${index}`));
        context.onEnd(() => uploads.forEach((upload) => upload.abandon()));
        await all(uploads.map((upload) => upload.parked));
        grown[name] = (await rssOf(each)) - before;
        for (const upload of uploads) upload.finish();
        await all(uploads.map((upload) => upload.answered));
        for (const upload of uploads) each.acknowledged.add(upload.id);
      }
      claim(
        grown.app < grown.bare + 16 * MIB + 30 * MIB,
        `grew by ${mib(grown.app)}, the twin by ${mib(grown.bare)}`,
      );

      const seen = await context.settle(app, () => [server.accepted]);
      return `grew by ${mib(grown.app)}, the twin by ${mib(grown.bare)}; ${seen}`;
    },
  },
  {
    id: 'P18',
    fault: 'the module imported twice, as ES module and as CommonJS',
    required: 'one capture: each request is one record',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url }, { isImportedTwice: true });

      await load(app, { count: 100 });

      const seen = await context.settle(app, () => [server.accepted]);
      claim(
        server.accepted.total === server.accepted.size,
        `${server.accepted.total} spans of ${server.accepted.size} requests`,
      );
      return seen;
    },
  },
  {
    id: 'P23a',
    fault: 'a heap of 64 MB, and nobody takes the records',
    required: 'the app lives as it does without the module',
    async run(context) {
      const server = await context.faultServer({ do: 'hang' });
      const launch = { execArgv: ['--max-old-space-size=64'] };
      const app = await context.app({ endpoint: server.url, queue: { shutdownTimeoutMs: 300 } }, {}, launch);
      const bare = await context.bareApp({}, launch);
      const plan = { count: 3_000, kind: { route: 'big', query: '?bytes=60000' } };

      const [ours, theirs] = await all([load(app, plan), load(bare, plan)]);
      claim(theirs.failed.length === 0, 'the twin failed by itself');
      claim(
        ours.failed.length === 0 && app.isAlive,
        `${ours.failed.length} requests failed: ${app.lastError}`,
      );
      await context.twin(app);
      const { heapBytes } = await app.sample();

      const seen = await context.lostAtClose(app, [server.accepted], { dropped: { queue_full: 'any' } });
      return `alive with a heap of ${mib(heapBytes)}; ${seen}`;
    },
  },
  {
    id: 'P23b',
    fault: 'no file descriptors left',
    required: 'records are held; the app lives as it does without the module',
    needs: ['linux'],
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      // Only now: to load a program takes many.
      execFileSync('prlimit', ['--pid', String(app.child.pid), '--nofile=64:64']);
      const idle = await fillDescriptors(app);
      context.onEnd(() => idle.forEach((socket) => socket.destroy()));
      // On a connection that is there already, the app still answers.
      idle[0]?.write('GET /orders/starved HTTP/1.1\r\nHost: app\r\n\r\n');
      await until('an answer', () => (idle[0]?.bytesRead ?? 0) > 0);
      app.acknowledged.add('starved');
      await until('the record to be held', async () => (await app.sample()).status?.captured === 1);
      for (const socket of idle) socket.destroy();
      // Until it has closed them too, it takes no further connection.
      await until('a connection', () =>
        send(app.url, {}, 'again').then(
          () => true,
          () => false,
        ),
      );
      app.acknowledged.add('again');

      return `held while there was none; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
];

async function rssOf(app: AppProcess): Promise<number> {
  return (await app.sample()).rssBytes;
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(0)} MiB`;
}

/** Connections until no further one is accepted: they stay open. */
async function fillDescriptors(app: AppProcess): Promise<Socket[]> {
  const { hostname, port } = new URL(app.url);
  const sockets = Array.from({ length: 80 }, () => connect(Number(port), hostname).on('error', () => {}));
  await until('connections', () => sockets.every((socket) => !socket.connecting));
  return sockets;
}

/** A POST whose body stops halfway until it is finished. */
class ParkedUpload {
  readonly parked: Promise<void>;
  readonly answered: Promise<void>;
  readonly id: string;
  readonly #socket: Socket;

  constructor(app: AppProcess, id: string) {
    this.id = id;
    const { hostname, port } = new URL(app.url);
    const half = 'x'.repeat(100_000);
    this.#socket = connect(Number(port), hostname).on('error', () => {});
    this.parked = new Promise((resolve) => {
      const head = `POST /uploads/${id} HTTP/1.1\r\nHost: app\r\nConnection: close\r\nContent-Type: application/json\r\n`;
      const length = half.length * 2 + '{"text":""}'.length;
      this.#socket.write(`${head}Content-Length: ${length}\r\n\r\n{"text":"${half}`, () => resolve());
    });
    this.answered = new Promise((resolve) => this.#socket.resume().on('end', () => resolve()));
  }

  finish(): void {
    this.#socket.write(`${'x'.repeat(100_000)}"}`);
  }

  abandon(): void {
    this.#socket.destroy();
  }
}
