import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { APIToolkitService } from '../../lib/index.js';
import { CaptureBudget } from '../../lib/capture/capture-budget.js';
import { adapters, startApp, type Adapter, type RunningApp } from '../support/nest-app.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { RemoteServer } from '../support/remote-server.js';
import { Faults, NEVER_FAIL } from './support/fault-points.js';
import { faultyModule } from './support/faulty-app.js';
import { faultPointsIn } from './support/plant-faults.js';
import { requestsOf, SECRETS, sendAll, type Answered } from './support/traffic.js';

vi.hoisted(() => {
  globalThis.maxFaults = Number.POSITIVE_INFINITY;
});

/** `FAULT_REQUESTS=100000 npx vitest run --project faults` for the long run. */
const REQUESTS = Number(process.env['FAULT_REQUESTS'] ?? 2000);
const requests = requestsOf(REQUESTS);

describe.each(adapters)('functions of ours that fail, on %s', (adapter: Adapter) => {
  let receiver: OtlpReceiver;
  let remote: RemoteServer;
  /** What the app answers without us, and how many calls it makes for that. */
  let expected: readonly Answered[];
  let calls: number;
  let observed: RunningApp;
  const logger = new MemoryLogger();
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): number => unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled).on('uncaughtException', onUnhandled);
    receiver = await OtlpReceiver.start();
    remote = await RemoteServer.start();
    // Over before there is an app with us: both share what is global in axios.
    await using bare = await startApp(adapter, faultyModule(remote.url, undefined));
    expected = await sendAll(bare.url, requests);
    calls = remote.received.length;
  });
  beforeEach(async () => {
    const options = {
      endpoint: receiver.url,
      beforeSend: <T>(exchange: T): T => exchange,
      skip: () => false,
    };
    observed = await startApp(adapter, faultyModule(remote.url, options), { logger });
  });
  afterEach(() => observed.app.close());
  afterAll(async () => {
    await remote.stop();
    await receiver.close();
    process.off('unhandledRejection', onUnhandled).off('uncaughtException', onUnhandled);
  });

  it.each([
    { probability: 0.1, seed: 1 },
    { probability: 0.01, seed: 2 },
    { probability: 0.002, seed: 3 },
  ])(
    'change no answer, lose no count and let no secret out, each with a chance of $probability',
    async ({ probability, seed }) => {
      const faults = new Faults(probability, seed);

      const answers = await faults.during(async () => {
        const answered = await sendAll(observed.url, requests);
        await observed.app.get(APIToolkitService).flush();
        return answered;
      });

      expect(answers).toEqual(expected);
      expect(unhandled).toEqual([]);
      expect(faults.total).toBeGreaterThan(REQUESTS * probability);
      const { captured, delivered, queued, dropped } = observed.app.get(APIToolkitService).status();
      // An error that is reported in a request without a recording is a record of its own.
      const detached = faults.completed('exchange-outlet.ts:ExchangeOutlet.addError');
      expect(captured).toBe(requests.length + calls + detached);
      expect(captured).toBe(delivered + queued + Object.values(dropped).reduce((sum, each) => sum + each, 0));
      expect(queued).toBe(0);
      expect(new CaptureBudget(0).heldBytes).toBe(0);
      const left = Buffer.concat(receiver.requests.map(({ body }) => body)).toString('latin1');
      for (const secret of SECRETS) expect([...logger.own, left].join('\n')).not.toContain(secret);
    },
  );
});

describe('the functions that are never made to fail', () => {
  it('are there under these names, and are few', () => {
    const points = new Set(faultPointsIn('lib'));

    expect([...NEVER_FAIL].filter((name) => !points.has(name))).toEqual([]);
    expect(points.size).toBeGreaterThan(NEVER_FAIL.size * 4);
  });
});
