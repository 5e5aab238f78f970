import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { APIToolkitService } from '../../lib/index.js';
import { adapters, startApp, type RunningApp } from '../support/nest-app.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { Faults } from './support/fault-points.js';
import { faultyModule } from './support/faulty-app.js';
import { sendAll, type Sent } from './support/traffic.js';

const times = (count: number): Sent[] =>
  Array.from({ length: count }, () => ({ method: 'GET', path: '/todos/7' }));

describe.each(adapters)('a fault of ours in every request, on %s', (adapter) => {
  let receiver: OtlpReceiver;
  let running: RunningApp;
  let logger: MemoryLogger;

  beforeEach(async () => {
    receiver = await OtlpReceiver.start();
    logger = new MemoryLogger();
    running = await startApp(adapter, faultyModule('', { endpoint: receiver.url }), { logger });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await running.app.close();
    await receiver.close();
  });

  it.each([
    ['redaction/redactor.ts:.redactExchange', 'redaction_error', 'redaction'],
    ['capture/wire-headers.ts:.receivedHeaders', 'internal_error', 'capture'],
  ])('in %s switches capture off for a minute, counted and said', async (point, reason, step) => {
    const service = running.app.get(APIToolkitService);
    const faults = new Faults(1, 1, (name) => name === point);

    const answers = await faults.during(async () => {
      const answered = await sendAll(running.url, times(100));
      await service.flush();
      return [...answered, ...(await sendAll(running.url, times(50)))];
    });
    const paused = service.status();
    const minuteLaterMs = performance.now() + 61_000;
    vi.spyOn(performance, 'now').mockReturnValue(minuteLaterMs);
    await sendAll(running.url, times(3));
    vi.restoreAllMocks();
    await service.flush();

    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['200 {"id":"7","title":"write tests"}']),
    );
    expect(paused).toMatchObject({
      captured: 150,
      delivered: 0,
      dropped: { [reason]: 100, capture_paused: 50 },
    });
    expect(service.status()).toMatchObject({ captured: 153, delivered: 3 });
    const said = logger.own.filter((line) => /is off for 60|Capture is on/.test(line));
    expect(said).toEqual([
      expect.stringContaining(`100 times within a minute, last at ${step}, and is off for 60 seconds`),
      'log Capture is on again. APIToolkit',
    ]);
    expect(said[0]).toContain('please report it');
  });
});
