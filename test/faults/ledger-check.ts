import type { PipelineStatus } from '../../lib/export/pipeline-status.js';
import type { Sample } from './app/app-settings.js';
import type { Target } from './load.js';
import type { Received } from './receivers/received.js';
import { claim } from './until.js';

export interface LedgerExpectation {
  /** What may be dropped, by reason: so many, at least one, or it does not matter. @default nothing */
  readonly dropped?: Readonly<Record<string, number | 'some' | 'any'>>;
  /** Records that a receiver took and then disowned, as in a partial success. @default 0 */
  readonly disowned?: number;
  /** Records of an earlier process, taken over from the spool. @default 0 */
  readonly recovered?: number;
  /** Requests that the app did not answer to the end, and captured none the less. @default 0 */
  readonly unanswered?: number;
}

/** At every sample: captured = delivered + queued + spooled + what was dropped, and no count runs backwards. */
export function checkSamples(samples: readonly Sample[]): void {
  let delivered = 0;
  for (const { status } of samples) {
    if (status === undefined) continue;
    checkBalance(status);
    claim(status.delivered >= delivered, `delivered fell from ${delivered} to ${status.delivered}`);
    delivered = status.delivered;
  }
}

/** Every count by itself, and the sum of them. */
export function checkBalance(status: PipelineStatus): void {
  const { captured, delivered, queued, spooled, dropped } = status;
  const counts = [captured, delivered, queued, spooled, ...Object.values(dropped)];
  claim(
    counts.every((count) => Number.isSafeInteger(count) && count >= 0),
    `a count is none: ${shown(status)}`,
  );
  const sum = delivered + queued + spooled + sumOf(dropped);
  claim(captured === sum, `captured ${captured} is not ${sum}, the sum of: ${shown(status)}`);
}

/**
 * The ids that the app acknowledged against those that arrived, when nothing is on its way any more: what is
 * missing was dropped and counted, what arrived was asked for, and a record that came twice came with the same ids.
 */
export function checkLedger(
  { acknowledged, samples }: Pick<Target, 'acknowledged'> & { readonly samples: readonly Sample[] },
  status: PipelineStatus,
  received: readonly Received[],
  { dropped = {}, disowned = 0, recovered = 0, unanswered = 0 }: LedgerExpectation = {},
): string {
  checkSamples(samples);
  checkBalance(status);
  const missing = [...acknowledged].filter((id) => !received.some((each) => each.has(id)));
  const lost = sumOf(status.dropped);
  checkDropped(status, dropped);
  claim(
    status.captured === acknowledged.size + recovered + unanswered,
    `${acknowledged.size} requests were answered, and ${unanswered} were not, but ${status.captured} captured`,
  );
  claim(
    missing.length === lost - disowned + status.queued + status.spooled,
    `${missing.length} records did not arrive (such as ${missing[0]}), but ${lost} are counted as dropped: ${shown(status)}`,
  );
  checkIdentity(received);
  const twice = received.reduce((sum, { duplicates }) => sum + duplicates, 0);
  const loss = lost === 0 ? '0 lost' : `${lost} dropped and counted`;
  return `${acknowledged.size} records, ${loss}${twice === 0 ? '' : `, ${twice} twice with the same ids`}`;
}

/** A record that came again came with the span id it had. */
export function checkIdentity(received: readonly Received[]): void {
  const spansOf = new Map<string, Set<string>>();
  for (const each of received) {
    for (const [id, spans] of each.spansOf) spansOf.set(id, new Set([...(spansOf.get(id) ?? []), ...spans]));
  }
  const split = [...spansOf].find(([, spans]) => spans.size !== 1);
  claim(
    split === undefined,
    `request ${split?.[0]} has ${split?.[1].size} span ids: captured more than once`,
  );
}

function checkDropped(status: PipelineStatus, expected: NonNullable<LedgerExpectation['dropped']>): void {
  const actual: Readonly<Record<string, number>> = { ...status.dropped };
  for (const reason of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    const count = actual[reason] ?? 0;
    const wanted = expected[reason] ?? 0;
    const fits = wanted === 'any' || (wanted === 'some' ? count > 0 : count === wanted);
    claim(fits, `${count} records are dropped as ${reason}, expected ${wanted}: ${shown(status)}`);
  }
}

export function sumOf(dropped: PipelineStatus['dropped']): number {
  return Object.values(dropped).reduce((sum, count) => sum + count, 0);
}

function shown({ captured, delivered, queued, spooled, dropped }: PipelineStatus): string {
  return JSON.stringify({ captured, delivered, queued, spooled, dropped });
}
