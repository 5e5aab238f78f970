import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import type { Adapter } from '../app/torture-options.js';
import { expectedIn, type Kind, type Major } from '../kinds/kind.js';
import { Client, STILL_OPEN, TORTURE_HEADER } from '../wire/client.js';
import { get } from '../kinds/requests.js';
import { overHttp2 } from '../wire/http2.js';
import { recordProblems } from './record-problems.js';
import { see, type Sighting } from './sighting.js';
import type { Twin } from './twin-pool.js';

/** One field of the table: a kind of request, on an adapter, on a Nest major. */
export interface Cell {
  readonly kind: string;
  readonly adapter: Adapter;
  readonly records: number;
  readonly status?: number;
  readonly route?: string;
  readonly outcome?: string;
  readonly isTwin: boolean;
  /** Why the kind does not exist here; no other field counts then. */
  readonly absent?: string;
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
}

const MARKER = 'marker';
const RECORD_DEADLINE_MS = 3_000;

/** Makes the requests of a kind to the app with the module, and compares all with what must be. */
export async function judge(kind: Kind, major: Major, bare: Sighting, twin: Twin): Promise<Cell> {
  const { adapter } = twin.app;
  const expected = expectedIn(kind, adapter, major);
  const before = twin.exporter?.exchanges.length ?? 0;

  const seen = await see(kind, twin);
  const records = await recordsSince(before, expected.length, kind, twin);

  const differences = twinDifferences(bare, seen);
  const countProblem =
    records.length === expected.length ? [] : [`${records.length} records instead of ${expected.length}`];
  const recordsProblems = records.flatMap((record, index) => {
    const expectation = expected[index];
    return expectation === undefined ? [] : recordProblems(expectation, record, seen, index);
  });
  const [first] = records;
  return {
    kind: kind.name,
    adapter,
    records: records.length,
    ...(first?.response && { status: first.response.statusCode }),
    ...(first?.route !== undefined && { route: first.route }),
    ...(first && { outcome: first.outcome }),
    isTwin: differences.length === 0,
    problems: [...countProblem, ...recordsProblems, ...differences],
  };
}

/**
 * The records of a kind. Once the expected number came, a marker request closes the books: what was
 * captured twice would have come before it.
 */
async function recordsSince(
  before: number,
  count: number,
  kind: Kind,
  twin: Twin,
): Promise<RedactedExchange[]> {
  const { exporter, app } = twin;
  if (exporter === undefined) return [];
  const own = (): RedactedExchange[] => exporter.exchanges.slice(before).filter((each) => !isOurs(each));
  if (count > 0) {
    // A missing record is reported as a wrong count, not as a timeout.
    await exporter.waitFor(() => own().length >= count, RECORD_DEADLINE_MS).catch(() => undefined);
  }

  const marker = `${MARKER} of ${kind.name}`;
  await (app.options.transport === 'h2c' ? overHttp2(['GET', '/alive']) : get('/alive'))(
    new Client(app, marker),
  );
  await exporter.waitFor((each) => each.request.headers[TORTURE_HEADER] === marker, RECORD_DEADLINE_MS);
  return own();
}

function isOurs({ request }: RedactedExchange): boolean {
  const mark = request.headers[TORTURE_HEADER];
  return mark === STILL_OPEN || (typeof mark === 'string' && mark.startsWith(MARKER));
}

function twinDifferences(bare: Sighting, seen: Sighting): string[] {
  const length = Math.max(bare.visible.length, seen.visible.length);
  return Array.from({ length }, (_, index) => index)
    .filter((index) => bare.visible[index] !== seen.visible[index])
    .map((index) => `twin: ${shortened(seen.visible[index])} instead of ${shortened(bare.visible[index])}`);
}

function shortened(line: string | undefined): string {
  if (line === undefined) return 'nothing';
  return line.length > 120 ? `${line.slice(0, 120)}… (${line.length})` : line;
}
