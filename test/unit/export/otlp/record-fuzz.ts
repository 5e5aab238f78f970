import { isDeepStrictEqual } from 'node:util';
import type { RedactedRecord } from '../../../../lib/exchange/redacted-exchange.js';
import { HttpTransport } from '../../../../lib/export/http.transport.js';
import { OtlpDestination, type EncodedRecord } from '../../../../lib/export/otlp/otlp.destination.js';
import { otlpUrls } from '../../../../lib/export/otlp/otlp-urls.js';
import type { ExportRequest } from '../../../../lib/export/transport.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { emptyRules, type RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { decodeLogs, decodeTraces, type Attributes, type Origin } from '../../../support/decode-otlp.js';
import { expectedLogRecord, expectedSpan } from './expected-span.js';
import { hostileAttributes, hostileError, hostileExchange, hostileText } from './hostile-exchanges.js';
import { SeededRandom } from './seeded-random.js';

export interface FuzzOptions {
  readonly seed: number;
  /** The number of the first case: a single one can be made again. @default 0 */
  readonly from?: number;
  readonly cases: number;
  /** Where every batch goes once it was read here; without it, nowhere. */
  readonly endpoint?: string;
}

export interface FuzzResult {
  readonly cases: number;
  readonly spans: number;
  readonly logRecords: number;
  /** What went wrong, with the number of its case; the first few of them. */
  readonly failures: readonly string[];
  readonly failed: number;
}

const MAX_TOLD = 5;
const BATCH = 256;
const never = new AbortController().signal;

/**
 * Generated exchanges through the real redaction and encoding, in batches: the very bytes of a request are read by the
 * independent decoder and compared, field by field, with what the redacted exchange says.
 */
export async function fuzzRecords({ seed, from = 0, cases, endpoint }: FuzzOptions): Promise<FuzzResult> {
  const failures: string[] = [];
  const counts = { spans: 0, logRecords: 0, failed: 0 };
  const fail = (number: number, message: string): void => {
    counts.failed += 1;
    if (failures.length < MAX_TOLD) failures.push(`case ${number} of seed ${seed}: ${message}`);
  };
  const wire = endpoint === undefined ? undefined : httpTo(endpoint);
  let sent: ExportRequest | undefined;
  const destination = new OtlpDestination(
    {
      name: 'fuzz',
      send: async (request, signal) => {
        sent = request;
        return wire === undefined ? { status: 'delivered' } : wire.send(request, signal);
      },
      shutdown: () => wire?.shutdown(),
    },
    { serviceName: 'fuzz', sdkVersion: '1.2.3' },
  );
  const batches: Record<
    'traces' | 'logs',
    { number: number; record: RedactedRecord; item: EncodedRecord }[]
  > = {
    traces: [],
    logs: [],
  };
  const flush = async (signal: 'traces' | 'logs'): Promise<void> => {
    const batch = batches[signal].splice(0);
    const result = await destination.send(
      batch.map(({ item }) => item),
      never,
    );
    const first = batch[0]?.number ?? 0;
    if (result.status !== 'delivered' || result.rejected || result.note !== undefined)
      fail(first, `of the batch from here on the receiver says ${JSON.stringify(result)}`);
    const read = attempt(() => readRequest(sent));
    if (typeof read === 'string' || read.length !== batch.length)
      return fail(first, `unreadable: ${String(read)}`);
    for (const [index, { number, record }] of batch.entries()) {
      const difference = differenceOf(record, read[index]);
      if (difference !== undefined) fail(number, difference);
    }
  };

  for (let number = from; number < from + cases; number += 1) {
    const made = attempt(() => {
      const record = generated(
        new SeededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)),
      );
      return { number, record, item: destination.prepare(record) };
    });
    if (typeof made === 'string') {
      fail(number, made);
      continue;
    }
    const { signal } = made.item;
    counts[signal === 'traces' ? 'spans' : 'logRecords'] += 1;
    batches[signal].push(made);
    if (batches[signal].length >= BATCH) await flush(signal);
  }
  for (const signal of ['traces', 'logs'] as const) if (batches[signal].length > 0) await flush(signal);
  await destination.shutdown();
  return { cases, ...counts, failures };
}

const POLICIES = [
  policyOf({}, true),
  policyOf({ requestBody: ['$..a', '$[*].b'], responseBody: ['$..__proto__'], headers: ['x-mine'] }, true),
  policyOf({}, false),
];

function policyOf(rules: Partial<RedactionRules>, defaults: boolean): RedactionPolicy {
  return new RedactionPolicy({ rules: { ...emptyRules, ...rules }, defaults, maxBodyBytes: 8_192 });
}

function generated(random: SeededRandom): RedactedRecord {
  const redactor = random.pick(POLICIES).redactorFor();
  if (random.chance(0.95)) return redactor.redact(hostileExchange(random));
  const tags = random.list(0.5, 3, () => hostileText(random));
  return redactor.redactError(hostileError(random, 3), { tags, attributes: hostileAttributes(random) });
}

function httpTo(endpoint: string): HttpTransport {
  return new HttpTransport({ urls: otlpUrls(endpoint), sdkVersion: '1.2.3' });
}

type Read = Origin & { readonly attributes: Attributes };

function readRequest(request: ExportRequest | undefined): readonly Read[] {
  if (request === undefined) throw new Error('nothing was sent');
  return request.signal === 'traces' ? decodeTraces(request.body) : decodeLogs(request.body);
}

/** How what was read differs from what the record says; `undefined` where it does not. */
function differenceOf(record: RedactedRecord, read: Read | undefined): string | undefined {
  if (read === undefined) return 'it is not there';
  const { resource, schemaUrl, scope, ...fields } = read;
  if (schemaUrl !== '' || resource['service.name'] !== 'fuzz' || scope.version !== '1.2.3')
    return 'its origin';
  const attributes = { ...fields.attributes };
  for (const key of ['http.request.body', 'http.response.body']) {
    const value = record.kind === 'error' ? undefined : attributes[key];
    if (value === undefined) continue;
    const json = jsonIn(String(value));
    if (json === undefined) return `${key} is not base64 of JSON`;
    attributes[key] = json;
  }
  const wanted = record.kind === 'error' ? expectedLogRecord(record) : expectedSpan(record);
  const found = { ...fields, attributes };
  if (isDeepStrictEqual(found, wanted)) return undefined;
  return differingKeys({ ...found, ...attributes }, { ...wanted, ...wanted.attributes });
}

/** The text, where it is JSON and the base64 has no other spelling. */
function jsonIn(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return undefined;
  const text = bytes.toString();
  return typeof attempt(() => ({ value: JSON.parse(text) })) === 'string' ? undefined : text;
}

function differingKeys(found: Attributes, wanted: Attributes): string {
  const keys = [...new Set([...Object.keys(found), ...Object.keys(wanted)])];
  const differing = keys.filter((key) => key !== 'attributes' && !isDeepStrictEqual(found[key], wanted[key]));
  const show = (value: unknown): string =>
    typeof value === 'string' ? JSON.stringify(value) : String(value);
  return differing.map((key) => `${show(key)} is ${show(found[key])}, not ${show(wanted[key])}`).join('; ');
}

/** The result, or the message of what was thrown. */
function attempt<T extends object>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return `it threw ${String(error)}`;
  }
}
