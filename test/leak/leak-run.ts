import type { RedactionReport } from '../../lib/index.js';
import type { Adapter } from '../support/nest-app.js';
import type { DecodedSpan } from '../support/decode-otlp.js';
import type { OtlpReceiver } from '../support/otlp-receiver.js';
import { canariesIn } from './canary.js';
import { startLeakApp, type LeakApp, type LeakAppOptions } from './leak-app.js';
import type { Plant } from './plant.js';
import { scan } from './scan.js';

/** What became of the secrets of all plants in one app. */
export interface LeakRun {
  /** The numbers of the canaries that left the process. */
  readonly left: ReadonlySet<number>;
  /** The numbers of the canaries in log lines of ours. */
  readonly logged: ReadonlySet<number>;
  /** What the redaction report says of them. */
  readonly report: RedactionReport;
  /** How many requests were sent. */
  readonly sent: number;
  /** The spans of the requests of a plant. */
  readonly spansOf: (plant: Plant) => DecodedSpan[];
  readonly spans: readonly DecodedSpan[];
  /** How many of the requests came back as a span. */
  readonly seen: number;
  readonly status: ReturnType<LeakApp['service']['status']>;
  readonly ownLogLines: readonly string[];
}

/** Runs every errand of every plant through one app, and looks at all that left. */
export async function runPlants(
  plants: readonly Plant[],
  adapter: Adapter,
  options: LeakAppOptions,
): Promise<LeakRun> {
  await using app = await startLeakApp(adapter, options);
  const numbers = new Map<Plant, Set<string>>();
  let sent = 0;
  for (const plant of plants) {
    const own = new Set<string>();
    numbers.set(plant, own);
    for (const errand of plant.errands) {
      const number = `errand-${sent}`;
      sent += 1;
      own.add(number);
      if (errand.act) app.errands.register(number, errand.act);
      await app.client.run(errand, number);
    }
    plant.besides?.();
  }
  await everythingLeft(app, sent);
  const { receiver, logger } = app;
  const spans = receiver.spans;
  return {
    left: scan(sentBytes(receiver)),
    logged: new Set(logger.own.flatMap((line) => [...canariesIn(line)])),
    report: app.service.redactionReport(),
    sent,
    spansOf: (plant) => spans.filter((span) => numbers.get(plant)?.has(errandOf(span))),
    spans,
    seen: errandsIn(receiver).size,
    status: app.service.status(),
    ownLogLines: logger.own,
  };
}

/** A request that a client gave up ends when the app notices: until then there is nothing to flush. */
async function everythingLeft({ receiver, service }: LeakApp, sent: number): Promise<void> {
  await service.flush();
  await receiver.waitFor(() => errandsIn(receiver).size >= sent, 20_000);
  await service.flush();
}

/** Outgoing calls carry no errand. */
function errandsIn({ spans }: OtlpReceiver): Set<string> {
  return new Set(spans.filter(({ kind }) => kind === 'SPAN_KIND_SERVER').map(errandOf));
}

function errandOf(span: DecodedSpan): string {
  return String(span.attributes['http.request.header.x-errand']);
}

/** Everything that a receiver got, as it was sent and decoded. */
export function sentBytes(receiver: OtlpReceiver): (Uint8Array | string)[] {
  const asSent = receiver.requests.flatMap(({ path, headers, rawBody, body }) => [
    path,
    JSON.stringify(headers),
    rawBody,
    body,
  ]);
  // Decoded as well, or a length byte in front of a text may pass for its first letter.
  return [...asSent, JSON.stringify([receiver.spans, receiver.logRecords], withoutBigInts)];
}

function withoutBigInts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
