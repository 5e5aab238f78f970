import { load } from '../load.js';
import type { Behaviour } from '../receivers/behaviour.js';
import { idOf } from '../receivers/received.js';
import type { Row } from '../row.js';
import { all, claim, until } from '../until.js';

const TOO_LARGE: readonly (Behaviour & { do: 'limit' })[] = [
  { do: 'limit', maxBytes: 100_000, status: 413 },
  { do: 'limit', maxBytes: 100_000, status: 400, message: 'http: request body too large' },
];

/** D9, D10, D14 to D16: answers that refuse some or all of it. */
export const refusals: readonly Row[] = [
  {
    id: 'D9',
    fault: '400 for a batch that holds one bad record',
    required: 'never the same bytes again; bisected in at most 2 log2 n requests; only that record is lost',
    quick: true,
    async run(context) {
      const server = await context.faultServer({ do: 'reject marked', marker: 'poison', status: 400 });
      const app = await context.app({ endpoint: server.url, queue: { flushIntervalMs: 2000 } });

      await load(app, { count: 40 });
      await load(app, { count: 1, prefix: 'poison' });
      await load(app, { count: 23 });
      await context.drained(app);
      const refused = server.exports.filter(({ status }) => status === 400);
      const distinct = new Set(refused.map(({ bytes }) => bytes.toString('latin1')));
      claim(distinct.size === refused.length, 'the same bytes were sent again after a 400');
      const n = refused[0]?.spans.length ?? 0;
      const most = 2 * Math.ceil(Math.log2(n)) + 1;
      claim(server.exports.length <= most + 2, `${server.exports.length} requests for a batch of ${n}`);

      const seen = await context.settle(app, () => [server.accepted], { dropped: { rejected: 1 } });
      const lost = [...app.acknowledged].filter((id) => !server.accepted.has(id));
      claim(
        lost.length === 1 && lost[0]?.startsWith('poison') === true,
        `lost: ${lost.slice(0, 5).join(', ')}`,
      );
      return `found in ${server.exports.length - 1} requests among ${n}; ${seen}`;
    },
  },
  ...TOO_LARGE.map((limit, index): Row => ({
    id: `D10${'ab'[index]}`,
    fault: `${limit.status}${limit.message === undefined ? '' : ` “${limit.message}”`} above 100 KB`,
    required: 'split by bytes, and smaller batches from then on',
    quick: index === 0,
    async run(context) {
      const server = await context.faultServer(limit);
      const app = await context.app({ endpoint: server.url, queue: { flushIntervalMs: 1000 } });
      const kind = { route: 'big', query: '?bytes=5000' };

      await load(app, { count: 100, kind });
      await context.drained(app);
      const tooLarge = server.exports.filter(({ status }) => status === limit.status).length;
      await load(app, { count: 100, kind });
      await context.drained(app);
      const later = server.exports.filter(({ status }) => status === limit.status).length - tooLarge;
      claim(tooLarge > 0, 'nothing was too large');
      claim(later <= 1, `${later} requests were too large after the limit was known`);

      // The twin check makes a record above the limit: its bodies go.
      const seen = await context.settle(app, () => [server.accepted]);
      return `${tooLarge} too large, then ${later}; ${seen}`;
    },
  })),
  {
    id: 'D10c',
    fault: '413 for a single record',
    required: 'its bodies go once, then it is dropped and counted',
    async run(context) {
      const server = await context.faultServer({ do: 'limit', maxBytes: 20_000, status: 413 });
      const app = await context.app({ endpoint: server.url });

      const [id = ''] = (await load(app, { count: 1, kind: { route: 'big', query: '?bytes=60000' } }))
        .acknowledged;
      await load(app, { count: 10 });
      await context.drained(app);
      const attempts = server.exports.filter(({ spans }) =>
        spans.some(({ attributes }) => idOf(attributes['url.path']) === id),
      );
      const [whole] = attempts.filter(({ status }) => status === 413);
      const [shrunk] = attempts.filter(({ status }) => status === 200);
      claim(whole !== undefined && shrunk !== undefined, `${attempts.length} attempts, none of them smaller`);
      const wholes = attempts.filter(({ bytes, status }) => status === 413 && bytes.length > 60_000);
      claim(
        attempts.length - wholes.length === 1,
        `its bodies went ${attempts.length - wholes.length} times`,
      );
      const body = shrunk.spans.find(({ attributes }) => idOf(attributes['url.path']) === id)?.attributes[
        'http.response.body'
      ];
      claim(String(body).length < 1_000, `it arrived with a body of ${String(body).length} bytes`);
      const seen = await context.settle(app, () => [server.accepted]);
      server.otherwise = { do: 'limit', maxBytes: 100, status: 413 };
      const another = await context.app({ endpoint: server.url });
      await load(another, { count: 1 });
      const { status } = await context.drained(another);
      claim(status?.dropped.too_large === 1, `not even without bodies: ${JSON.stringify(status?.dropped)}`);

      return `arrived without bodies where that was enough, was dropped as too_large where it was not; ${seen}`;
    },
  },
  {
    id: 'D14',
    fault: 'partial success, 3 rejected',
    required: 'no retry; 3 counted as rejected_by_server; its text escaped in one short line',
    quick: true,
    async run(context) {
      const message = `three are\nbad ${'x'.repeat(1000)}`;
      const server = await context.faultServer(undefined, [{ do: 'accept in part', rejected: 3, message }]);
      // The first export has three records at least, on a slow machine as well.
      const app = await context.app({ endpoint: server.url, queue: { flushIntervalMs: 2000 } });

      await load(app, { count: 100 });
      const seen = await context.settle(app, () => [server.accepted], {
        dropped: { rejected_by_server: 3 },
        disowned: 3,
      });
      const total = server.exports.reduce((sum, { spans }) => sum + spans.length, 0);
      claim(total === app.acknowledged.size, `${total} spans sent for ${app.acknowledged.size} records`);
      const told = app.warnings.map((line) => line.message).find((line) => line.includes('three are'));
      claim(told !== undefined && !told.includes('\n') && told.length <= 500, `told as: ${told}`);

      return seen;
    },
  },
  {
    id: 'D15a',
    fault: '200 with HTML, then with JSON',
    required: 'no acknowledgement: held, with a diagnostic',
    quick: true,
    async run(context) {
      const page = (type: string, body: string): Behaviour => ({
        do: 'answer',
        status: 200,
        headers: { 'content-type': type },
        body,
      });
      const server = await context.faultServer(page('application/json', '{"hello":"there"}'), [
        page('text/html', '<html>Welcome to nginx</html>'),
      ]);
      const app = await context.app({ endpoint: server.url, queue: { shutdownTimeoutMs: 300 } });

      await load(app, { count: 50 });
      await until('a diagnostic', () =>
        app.warnings.some(({ message }) => /not an OTLP endpoint/i.test(message)),
      );

      await context.twin(app);

      return `diagnostic “not an OTLP endpoint”; ${await context.lostAtClose(app, [server.accepted])}`;
    },
  },
  {
    id: 'D15b',
    fault: '204, empty 200, 200 with an empty message',
    required: 'success',
    async run(context) {
      const server = await context.faultServer({ do: 'accept', body: 'full success' }, [
        { do: 'answer', status: 204 },
      ]);
      const app = await context.app({ endpoint: server.url });

      await load(app, { count: 20 });
      await context.drained(app);
      const inNoContent = server.exports[0]?.spans.length ?? 0;
      server.script.push({ do: 'accept', body: 'empty' });
      await load(app, { count: 20 });
      await context.drained(app);

      const seen = await context.settle(app, () => [
        server.accepted,
        context.receivedIn(server.exports.slice(0, 1)),
      ]);
      claim(
        server.exports.length > 2 && app.warnings.length === 0,
        `warned: ${JSON.stringify(app.warnings)}`,
      );
      return `${inNoContent} by a 204; ${seen}`;
    },
  },
  {
    id: 'D16',
    fault: '302, 307, 308 to another listener',
    required: 'never followed; held, with a diagnostic',
    quick: true,
    async run(context) {
      const other = await context.faultServer();
      const trials = [302, 307, 308].map(async (code) => {
        const headers = { location: `${other.url}/v1/traces` };
        const server = await context.faultServer({ do: 'answer', status: code, headers });
        const app = await context.app({ endpoint: server.url, queue: { shutdownTimeoutMs: 300 } });
        await load(app, { count: 10 });
        await until('a diagnostic', () => app.warnings.some(({ message }) => /redirect/.test(message)));
        await context.twin(app);
        return context.lostAtClose(app, [server.accepted]);
      });
      const [seen] = await all(trials);
      claim(other.exports.length === 0, `${other.exports.length} requests followed the redirect`);
      return `0 followed; ${seen}`;
    },
  },
];
