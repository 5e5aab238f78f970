import { describe, expect, it } from 'vitest';
import type { Exporter, ExportResult } from '../../../lib/export/exporter.js';
import { ExporterDestination } from '../../../lib/export/exporter.destination.js';
import { LocalDestination } from '../../../lib/export/local.destination.js';
import { Pipeline } from '../../../lib/export/pipeline.js';
import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import { redactedError, redactedExchange } from '../../support/redacted.js';
import { OPTIONS, Said } from './gated-destination.js';

/** An exporter as a user would write one, its behaviour given by the test. */
class AuditExporter implements Exporter {
  readonly batches: (readonly RedactedExchange[])[] = [];
  readonly signals: AbortSignal[] = [];
  shutdowns = 0;
  behave: (attempt: number) => Promise<ExportResult> = async () => ({ status: 'delivered' });

  export(batch: readonly RedactedExchange[], signal: AbortSignal): Promise<ExportResult> {
    this.batches.push(batch);
    this.signals.push(signal);
    return this.behave(this.batches.length);
  }

  async shutdown(): Promise<void> {
    this.shutdowns += 1;
  }
}

function start(exporter: Exporter = new AuditExporter(), attemptTimeoutMs = 1_000) {
  const said = new Said();
  const destination = new ExporterDestination(exporter, { attemptTimeoutMs });
  return { said, destination, pipeline: new Pipeline(destination, OPTIONS, said) };
}

describe("a user's exporter", () => {
  it('is given the very objects, and is shut down', async () => {
    const exporter = new AuditExporter();
    const { pipeline } = start(exporter);
    const exchange = redactedExchange();

    pipeline.admit(exchange);
    await pipeline.shutdown();

    expect(exporter.batches).toHaveLength(1);
    expect(exporter.batches[0]?.[0]).toBe(exchange);
    expect(exporter.shutdowns).toBe(1);
    expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, destination: 'AuditExporter' });
  });

  it.each<[string, (attempt: number) => Promise<ExportResult>, string]>([
    [
      'throws',
      () => {
        throw new RangeError('card 4111111111111111');
      },
      'export() failed with RangeError',
    ],
    ['rejects', () => Promise.reject(new Error('card 4111111111111111')), 'export() failed with Error'],
    ['throws no error', () => Promise.reject('4111111111111111'), 'export() failed with a thrown string'],
    ['asks for it', async () => ({ status: 'retryable', reason: 'busy' }), 'busy'],
    ['returns nonsense', async () => JSON.parse('{"ok":true}'), 'export() gave no ExportResult'],
    ['hangs', () => new Promise(() => {}), 'export() took too long'],
  ])('is given the batch again when it %s', async (_, behave, reason) => {
    const exporter = new AuditExporter();
    exporter.behave = (attempt) =>
      attempt === 1 ? behave(attempt) : Promise.resolve({ status: 'delivered' });
    const { pipeline, said } = start(exporter, 50);

    pipeline.admit(redactedExchange());
    await pipeline.flush();

    expect(exporter.batches).toHaveLength(2);
    expect(exporter.batches[1]).toEqual(exporter.batches[0]);
    expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1, queued: 0 });
    expect(said.warnings).toEqual([`AuditExporter: ${reason}. Records are held; next attempt in 0.0 s.`]);
  });

  it('is told to stop when an attempt takes too long or the pipeline shuts down', async () => {
    const exporter = new AuditExporter();
    exporter.behave = () => new Promise(() => {});
    const { pipeline } = start(exporter, 20);

    pipeline.admit(redactedExchange());
    await pipeline.shutdown(100);

    expect(exporter.signals.length).toBeGreaterThan(1);
    expect(exporter.signals.every((signal) => signal.aborted)).toBe(true);
    expect(pipeline.status()).toMatchObject({ captured: 1, dropped: { shutdown: 1 } });
  });

  it('is given errors outside a request only if it takes them', async () => {
    const without = start();
    without.pipeline.admit(redactedError());

    const taken: unknown[] = [];
    const exporter = Object.assign(new AuditExporter(), {
      async exportErrors(batch: readonly unknown[]): Promise<ExportResult> {
        taken.push(...batch);
        return { status: 'delivered' };
      },
    });
    const { pipeline } = start(exporter);
    const error = redactedError();
    pipeline.admit(error);
    await pipeline.flush();

    expect(without.pipeline.status()).toMatchObject({ captured: 1, dropped: { unsupported: 1 } });
    expect(taken).toEqual([error]);
    expect(exporter.batches).toEqual([]);
    expect(pipeline.status()).toMatchObject({ captured: 1, delivered: 1 });
  });

  it('is accounted for at no less than its text', () => {
    const { destination } = start();
    const text = 'é'.repeat(10_000);
    const body = { contentType: 'text/plain', byteLength: 20_000, truncated: false, text };

    const small = destination.prepare(redactedExchange());
    const large = destination.prepare(redactedExchange({ response: { statusCode: 200, headers: {}, body } }));

    expect(small?.byteLength).toBeGreaterThan(500);
    expect((large?.byteLength ?? 0) - (small?.byteLength ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  it('without a class is called exporter', () => {
    const { destination } = start({ export: async () => ({ status: 'delivered' }) });

    expect(destination.name).toBe('exporter');
  });
});

it('local mode delivers to nowhere', async () => {
  const pipeline = new Pipeline(new LocalDestination(), OPTIONS, new Said());

  pipeline.admit(redactedExchange());
  pipeline.admit(redactedError());
  await pipeline.flush();

  expect(pipeline.status()).toEqual({
    captured: 2,
    delivered: 2,
    queued: 0,
    spooled: 0,
    recovered: 0,
    shed: 0,
    dropped: {},
    destination: 'local',
    state: 'ready',
  });
});
