import fc from 'fast-check';
import { encodeEntryHeader, encodeOffsets } from '../../../../../lib/export/spool/entry.js';
import { encodeSegmentHeader } from '../../../../../lib/export/spool/segment-header.js';

/** What a segment is written from: payloads, and which of them are settled at the end. */
export interface Writing {
  readonly payloads: readonly Uint8Array[];
  readonly settled: readonly boolean[];
}

export interface WrittenRecord {
  readonly payload: Buffer;
  readonly start: number;
  readonly end: number;
  readonly isSettled: boolean;
}

export interface Written {
  readonly bytes: Buffer;
  readonly headerBytes: number;
  readonly records: readonly WrittenRecord[];
  readonly entries: number;
}

/** A segment as the spool would have written it. */
export function writtenSegment(
  { payloads, settled }: Writing,
  { salt = 0x5eed, atMs = Date.now() } = {},
): Written {
  const header = encodeSegmentHeader({ preamble: Buffer.from('resource'), salt, createdAtMs: 0 });
  const parts: Uint8Array[] = [header];
  const records: WrittenRecord[] = [];
  let end = header.byteLength;
  payloads.forEach((payload, index) => {
    const entry = [encodeEntryHeader(index % 3 === 0 ? 'logs' : 'traces', atMs, payload, salt), payload];
    const start = end;
    for (const part of entry) end += part.byteLength;
    parts.push(...entry);
    records.push({ payload: Buffer.from(payload), start, end, isSettled: settled[index] ?? false });
  });
  const offsets = records.filter(({ isSettled }) => isSettled).map(({ start }) => start);
  const note = encodeOffsets(offsets);
  if (offsets.length > 0) parts.push(encodeEntryHeader('settled', atMs, note, salt), note);
  return {
    bytes: Buffer.concat(parts),
    headerBytes: header.byteLength,
    records,
    entries: records.length + (offsets.length > 0 ? 1 : 0),
  };
}

export const writings: fc.Arbitrary<Writing> = fc.record({
  payloads: fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 12 }),
  settled: fc.array(fc.boolean(), { maxLength: 12 }),
});

/** One thing that happens to a file, at a place between 0 and 1. */
export type Damage =
  | { readonly what: 'flip'; readonly at: number; readonly bit: number }
  | { readonly what: 'zero'; readonly at: number; readonly length: number }
  | { readonly what: 'overwrite'; readonly at: number; readonly with: Uint8Array }
  | { readonly what: 'huge length'; readonly at: number }
  | { readonly what: 'truncate'; readonly at: number };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const what = <What extends string>(name: What): fc.Arbitrary<What> => fc.constant(name);

export const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ what: what('flip'), at, bit: fc.nat(7) }),
  fc.record({ what: what('zero'), at, length: fc.integer({ min: 1, max: 4096 }) }),
  fc.record({ what: what('overwrite'), at, with: fc.uint8Array({ minLength: 1, maxLength: 64 }) }),
  fc.record({ what: what('huge length'), at }),
  fc.record({ what: what('truncate'), at }),
);

export interface Damaged {
  readonly bytes: Buffer;
  /** Whether anything between these two places has changed. */
  readonly isTouched: (start: number, end: number) => boolean;
}

/** The same bytes with something done to them. */
export function damaged(written: Written, all: readonly Damage[]): Damaged {
  let bytes = Buffer.from(written.bytes);
  for (const damage of all) bytes = damageOnce(bytes, written, damage);
  return {
    bytes,
    isTouched: (start, end) =>
      end > bytes.byteLength || !bytes.subarray(start, end).equals(written.bytes.subarray(start, end)),
  };
}

function damageOnce(bytes: Buffer, { records }: Written, damage: Damage): Buffer<ArrayBuffer> {
  const place = Math.floor(damage.at * Math.max(0, bytes.byteLength - 1));
  const copy = Buffer.from(bytes);
  if (damage.what === 'truncate') return copy.subarray(0, place);
  if (damage.what === 'flip' && copy.byteLength > 0) copy[place] = (copy[place] ?? 0) ^ (1 << damage.bit);
  if (damage.what === 'zero') copy.subarray(place, place + damage.length).fill(0);
  if (damage.what === 'overwrite') copy.set(damage.with.subarray(0, copy.byteLength - place), place);
  if (damage.what === 'huge length') {
    const record = records[Math.floor(damage.at * (records.length - 1))];
    if (record !== undefined && record.start + 16 <= copy.byteLength)
      copy.writeUInt32BE(0xfffffff0, record.start + 12);
  }
  return copy;
}
