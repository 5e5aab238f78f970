import type { AppProcess } from '../app/app-process.js';
import { load, type RequestKind } from '../load.js';
import type { Export } from '../receivers/fault-server.js';
import { idOf } from '../receivers/received.js';
import type { Row } from '../row.js';
import { all, claim } from '../until.js';

const MIB = 1024 * 1024;

/** What tries to reach a prototype, by every way into a request. */
const POLLUTING: readonly RequestKind[] = [
  { method: 'POST', body: '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}' },
  { method: 'POST', body: `${'{"__proto__":'.repeat(20)}{"polluted":1}${'}'.repeat(20)}` },
  {
    method: 'POST',
    body: '__proto__[polluted]=yes&constructor[prototype][polluted]=yes&__proto__=1',
    type: 'application/x-www-form-urlencoded',
  },
  { query: '?__proto__[polluted]=yes&constructor.prototype.polluted=yes&__proto__=yes' },
  { headers: { ['__proto__']: 'polluted', constructor: 'polluted', cookie: '__proto__=polluted' } },
  { route: 'orders/__proto__/polluted' },
];

const filled = (piece: string): string => piece.repeat(Math.floor(60_000 / piece.length));

/** At the cap of what is kept of a body, where redaction has most to read. */
const COSTLY: Readonly<Record<string, RequestKind>> = {
  deep: { method: 'POST', route: 'uploads', body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` },
  wide: { method: 'POST', route: 'uploads', body: `{${filled('"key":0,')}"key":0}` },
  names: {
    method: 'POST',
    route: 'uploads',
    body: `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join()}}`,
  },
  escapes: { method: 'POST', route: 'uploads', body: `{"${filled('\\u0041')}":1}` },
  malformed: { method: 'POST', route: 'uploads', body: `[${filled('{"password":')}` },
  query: { query: `?${'a[b]=%41&'.repeat(1_200)}` },
  headers: {
    headers: Object.fromEntries(Array.from({ length: 180 }, (_, index) => [`x-${index}`, 'token='])),
  },
};

/**
 * Several times what the costliest takes on a busy machine, and a small part of what work would take that grows with
 * the square of 60 KB. The bench of redaction has the figures.
 */
const MOST_PROCESSOR_MS = 30;

/** B12, B15, S7, S15, S18: what requests carry, and how many kinds of it. */
export const contents: readonly Row[] = [
  {
    id: 'B12',
    fault: 'a handler that writes over its bytes once they were sent',
    required: 'the record shows what was sent',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 50, kind: { route: 'mutated' } });
      await context.drained(app);
      const bodies = bodiesOf(server.exports, 'response');
      claim(bodies.size === 50, `${bodies.size} records`);
      const wrong = [...bodies].find(([id, body]) => body !== sentOf(id));
      claim(wrong === undefined, `the record of ${wrong?.[0]} says ${wrong?.[1].slice(0, 100)}`);

      return `${bodies.size} bodies as they were sent; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'B15',
    fault: '10,000 paths, as many hosts',
    required: 'nothing is kept for each of them',
    isAlone: true,
    timeoutSeconds: 240,
    async run(context) {
      const server = await context.faultServer();
      const launch = { execArgv: ['--expose-gc'] };
      const app = await context.app({ endpoint: server.url }, {}, launch);
      const bare = await context.bareApp({}, launch);
      const distinct = (name: string) => (index: number) => ({
        route: `${name}${index}/${'p'.repeat(200)}`,
        headers: { host: `${name}${index}.${'h'.repeat(50)}.test` },
      });
      const heapAfter = async (each: typeof app, name: string, count: number): Promise<number> => {
        await load(each, { count, kind: distinct(name) });
        if (each === app) await context.drained(app);
        return ((await each.call('collect garbage')) as { heapBytes: number }).heapBytes;
      };
      const grownIn = async (each: typeof app): Promise<number> => {
        const before = await heapAfter(each, 'warm', 2_000);
        return (await heapAfter(each, 'cold', 10_000)) - before;
      };

      const [grown, bareGrown] = await all([grownIn(app), grownIn(bare)]);
      // A path and a host of each, kept once, would be 3 MB.
      claim(grown < bareGrown + 1.5 * MIB, `the heap grew by ${kib(grown)}, the twin's by ${kib(bareGrown)}`);

      const seen = await context.settle(app, () => [server.accepted]);
      return `the heap grew by ${kib(grown)}, the twin's by ${kib(bareGrown)}; ${seen}`;
    },
  },
  {
    id: 'S7',
    fault: '__proto__ and constructor as names in bodies, forms, queries, headers, cookies, paths',
    required: 'no prototype changes',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      const before = JSON.stringify(await app.call('prototypes'));

      for (const kind of POLLUTING) {
        await load(app, { count: 5, kind });
        await context.drained(app);
        const after = JSON.stringify(await app.call('prototypes'));
        claim(after === before, `${JSON.stringify(kind)} changed a prototype: ${after}`);
      }

      return `${POLLUTING.length} ways in; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'S15',
    fault: 'requests made to be costly: bodies deep, wide and cut, long queries, many headers',
    required: 'work in proportion to the 64 KiB that are kept: some ms of processor time for each',
    isAlone: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      const bare = await context.bareApp();
      const seen: string[] = [];
      for (const [name, kind] of Object.entries(COSTLY)) {
        const [ours, theirs] = [await processorMsOf(app, kind), await processorMsOf(bare, kind)];
        const more = ours - theirs;
        claim(
          more < MOST_PROCESSOR_MS,
          `${name}: ${more.toFixed(2)} ms of processor time more than the twin`,
        );
        seen.push(`${name} ${more.toFixed(2)} ms`);
      }

      return `${seen.join(', ')}; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
  {
    id: 'S18',
    fault: '1,000 requests of as many tenants, 300 at the same time',
    required: 'a record is made of its own request only',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const app = await context.app({ endpoint: server.url });
      const kind = (index: number): RequestKind => ({
        query: `?ms=50&tenant=tenant-${index}-`,
        headers: { 'x-tenant': `tenant-${index}-` },
        ...(index % 2 === 0
          ? { route: 'slow' }
          : { method: 'POST', body: JSON.stringify({ tenant: `tenant-${index}-` }) }),
      });

      await load(app, { count: 1_000, connections: 300, kind });
      await context.drained(app);
      const records = new Set<string>();
      for (const { attributes } of server.exports.flatMap(({ spans }) => spans)) {
        const index = idOf(attributes['url.path']).split('-').at(-1);
        const named = new Set(textOf(attributes).match(/tenant-\d+-/g));
        claim(
          named.size === 1 && named.has(`tenant-${index}-`),
          `record ${index} names ${[...named].join(', ')}`,
        );
        records.add(String(index));
      }
      claim(records.size === 1_000, `${records.size} records`);

      return `${records.size} records, each of its own tenant; ${await context.settle(app, () => [server.accepted])}`;
    },
  },
];

/** For each request, to the end of its record. */
async function processorMsOf(app: AppProcess, kind: RequestKind): Promise<number> {
  const count = 200;
  await load(app, { count: 50, kind });
  await app.call('flush');
  const before = Number(await app.call('processor time'));
  await load(app, { count, kind });
  await app.call('flush');
  return (Number(await app.call('processor time')) - before) / count;
}

function sentOf(id: string): string {
  return JSON.stringify({ id, text: 'as it was sent '.repeat(200) });
}

/** By the id of the request. */
function bodiesOf(exports: readonly Export[], side: 'request' | 'response'): Map<string, string> {
  const spans = exports.flatMap((each) => each.spans);
  return new Map(
    spans.map(({ attributes }) => [idOf(attributes['url.path']), plain(attributes[`http.${side}.body`])]),
  );
}

function plain(base64: unknown): string {
  return Buffer.from(String(base64), 'base64').toString();
}

/** All that a record says, its bodies included. */
function textOf(attributes: Readonly<Record<string, unknown>>): string {
  const bodies = ['http.request.body', 'http.response.body'].map((name) => plain(attributes[name]));
  return [...bodies, ...Object.values(attributes).map(String)].join('\n');
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}
