import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DecodedSpan } from '../support/decode-otlp.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { InstalledApp } from './support/installed-app.js';
import { startObserveSink, startUpstream, type LocalServer } from './support/neighbour-sinks.js';

/** What the app prints. */
interface Printed {
  readonly answers: readonly { readonly request: string; readonly answer: string }[];
  readonly isOneCopy: boolean;
  readonly spans: readonly {
    readonly by: string;
    readonly name: string;
    readonly kind: number;
    readonly id: string;
  }[];
  readonly requestLogs: readonly object[];
  readonly warnings: readonly object[];
  readonly status?: object;
}

const SERVER_AND_CLIENT: readonly number[] = [1, 2];

let app: InstalledApp;
let receiver: OtlpReceiver;
let observe: LocalServer;
let upstream: LocalServer;
const upstreamRequests: IncomingMessage[] = [];

beforeAll(async () => {
  app = await InstalledApp.install(inject('tarball'), 'coexistence');
  receiver = await OtlpReceiver.start();
  observe = await startObserveSink();
  upstream = await startUpstream(upstreamRequests);
});

afterAll(async () => {
  await Promise.all([receiver?.close(), observe?.close(), upstream?.close()]);
  app?.remove();
});

describe.each(['express', 'fastify'])(
  'beside nestjs-pino, @nestjs/observe and OpenTelemetry on %s',
  (adapter) => {
    let bare: Printed;
    let ours: Printed;
    let captured: DecodedSpan[];

    beforeAll(async () => {
      bare = await run('without');
      const before = receiver.spans.length;
      ours = await run('with');
      captured = receiver.spans.slice(before);
    });

    async function run(module: 'with' | 'without'): Promise<Printed> {
      const args = [adapter, module, receiver.url, observe.url, upstream.url];
      const ended = await app.run(process.execPath, '--import', './telemetry.mjs', 'app.mjs', ...args);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      return JSON.parse(ended.stdout);
    }

    it('answers the same bytes as without us', () => {
      expect(bare.answers.map(({ answer }) => answer.split(' ')[1])).toEqual([
        '200',
        '201',
        '400',
        '500',
        '403',
        '200',
        '404',
        '200',
      ]);
      expect(ours.answers).toEqual(bare.answers);
    });

    it('records each request once, and nothing of what any of us sends', () => {
      expect(captured.map(summaryOf).toSorted()).toEqual([
        'CLIENT GET /stock 200',
        'SERVER GET /nowhere 404',
        'SERVER GET /orders/:id 200',
        'SERVER GET /orders/denied 403',
        'SERVER GET /orders/fail 500',
        'SERVER GET /orders/stock 200',
        'SERVER HEAD /orders/:id 200',
        'SERVER POST /orders 201',
        'SERVER POST /orders 400',
      ]);
      expect(ours.status).toMatchObject({ captured: 9, delivered: 9, dropped: {} });
    });

    it('leaves the spans of OpenTelemetry as they are', () => {
      const ofRequests = ({ spans }: Printed): string[] =>
        spans
          .filter(({ kind }) => SERVER_AND_CLIENT.includes(kind))
          .map(({ by, name, kind }) => `${by} ${name} ${kind}`)
          .toSorted();
      const names = ({ spans }: Printed): string[] => spans.map(({ by, name }) => `${by} ${name}`);

      expect(ofRequests(bare)).toHaveLength(9);
      expect(ofRequests(ours)).toEqual(ofRequests(bare));
      expect([...new Set(names(ours))]).toEqual(expect.arrayContaining(names(bare)));
    });

    it('hangs each request on the server span that OpenTelemetry made of it', () => {
      const servers = ours.spans.filter(({ by }) => by === '@opentelemetry/instrumentation-http');
      const parents = captured
        .filter(({ kind }) => kind === 'SPAN_KIND_SERVER')
        .map(({ parentSpanId }) => parentSpanId);

      expect(parents).toHaveLength(8);
      expect(new Set(parents).size).toBe(8);
      expect(servers.map(({ id }) => id)).toEqual(expect.arrayContaining(parents));
      expect(ours.isOneCopy).toBe(true);
    });

    it('leaves the log of nestjs-pino as it is', () => {
      expect(bare.requestLogs.length).toBeGreaterThanOrEqual(8);
      expect(ours.requestLogs).toEqual(bare.requestLogs);
      expect(ours.warnings).toEqual(bare.warnings);
    });
  },
);

it('sends one trace context with a call that two of us observe', () => {
  expect(upstreamRequests.map(({ headers }) => headers['traceparent'])).toEqual(
    Array.from({ length: 4 }, () => expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)),
  );
});

function summaryOf({ kind, attributes }: DecodedSpan): string {
  const route = attributes['http.route'] ?? attributes['url.path'];
  const parts = [attributes['http.request.method'], route, attributes['http.response.status_code']];
  return `${kind.replace('SPAN_KIND_', '')} ${parts.join(' ')}`;
}
