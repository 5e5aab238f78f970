import type { AppProcess } from '../app/app-process.js';
import { medianOf } from '../figures.js';
import { load } from '../load.js';
import { CollectorProcess } from '../receivers/collector-process.js';
import type { Row } from '../row.js';
import { claim, until } from '../until.js';

/** D1 to D3: the Collector is not there, goes away, or stands still. */
export const outages: readonly Row[] = [
  {
    id: 'D1a',
    fault: 'Collector down at start',
    required: 'app boots normally; records are held; one warning, then at most one a minute',
    quick: true,
    needs: ['otelcol'],
    async run(context) {
      const collector = await CollectorProcess.create();
      context.onEnd(() => collector.dispose());
      const app = await context.app({ endpoint: collector.url });

      await load(app, { count: 200 });
      await until('a warning', () => app.warnings.length > 0);
      await context.twin(app);
      const downUntilMs = performance.now() + (context.isFull ? 60_000 : 3_000);
      await until('the outage to last', () => performance.now() > downUntilMs, 61_000);
      claim(app.warnings.length <= (context.isFull ? 2 : 1), `${app.warnings.length} warnings`);
      await collector.start();

      const seen = await context.settle(app, () => [collector.received]);
      return `${seen}; 1 warning`;
    },
  },
  {
    id: 'D1b',
    fault: 'Collector down at start: the boot',
    required: 'no more than 50 ms on top of a boot with a receiver that answers',
    isAlone: true,
    async run(context) {
      const server = await context.faultServer();
      const bootsMs = { down: [] as number[], up: [] as number[], bare: [] as number[] };
      const boot = async (app: Promise<AppProcess>, boots: number[]): Promise<void> => {
        boots.push((await app).bootMs);
        await (await app).dispose();
      };
      for (let round = 0; round < 7; round += 1) {
        await boot(context.app({ endpoint: 'http://127.0.0.1:1' }), bootsMs.down);
        await boot(context.app({ endpoint: server.url }), bootsMs.up);
        await boot(context.bareApp(), bootsMs.bare);
      }
      const [down, up, bare] = [medianOf(bootsMs.down), medianOf(bootsMs.up), medianOf(bootsMs.bare)];
      claim(down - up < 50, `${(down - up).toFixed(0)} ms more than with a receiver`);
      return `${(down - up).toFixed(0)} ms added; processor time of the boot ${up.toFixed(0)} ms, without us ${bare.toFixed(0)} ms (medians of 7)`;
    },
  },
  ...[false, true].map((isGrpc): Row => ({
    id: isGrpc ? 'D2b' : 'D2a',
    fault: `Collector killed under load (${isGrpc ? 'gRPC' : 'HTTP'})`,
    required: 'what was not acknowledged is held and resent with the same ids',
    quick: true,
    needs: ['otelcol'],
    async run(context) {
      const collector = await context.collector();
      const app = await context.app(
        isGrpc ? { endpoint: collector.grpcUrl, protocol: 'grpc' as never } : { endpoint: collector.url },
      );
      const stop = new AbortController();
      const loading = load(app, { perSecond: 100, signal: stop.signal });
      const outagesS = context.isFull ? [3, 20, 120] : [3];

      for (const seconds of outagesS) {
        const before = app.acknowledged.size;
        await until('some load', () => app.acknowledged.size > before + 50);
        await collector.stop('SIGKILL');
        const held = app.acknowledged.size + seconds * 100;
        await until('the load to go on', () => app.acknowledged.size > held, 200_000);
        await collector.start();
      }
      stop.abort();
      await loading;

      return context.settle(app, () => [collector.received]);
    },
  })),
  {
    id: 'D3',
    fault: 'Collector accepts, never answers (SIGSTOP)',
    required: 'a total deadline of 10 s for each attempt, then hold',
    needs: ['otelcol'],
    async run(context) {
      const collector = await context.collector();
      const app = await context.app({ endpoint: collector.url });
      collector.halt();
      context.onEnd(() => collector.resume());

      await load(app, { count: 100 });
      const sentAtMs = performance.now();
      await context.twin(app);
      await until('the attempt to be given up', () => app.warnings.length > 0, 20_000);
      const gaveUpMs = (app.warnings[0]?.atMs ?? 0) - sentAtMs;
      claim(gaveUpMs > 8_000 && gaveUpMs < 12_500, `given up after ${(gaveUpMs / 1000).toFixed(1)} s`);
      const haltedUntilMs = sentAtMs + (context.isFull ? 30_000 : 0);
      await until('the halt to last', () => performance.now() > haltedUntilMs, 31_000);
      collector.resume();

      const seen = await context.settle(app, () => [collector.received]);
      return `given up after ${(gaveUpMs / 1000).toFixed(1)} s; ${seen}`;
    },
  },
];
