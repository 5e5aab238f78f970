import type { ExportSignal } from '../destination.js';
import {
  decodeEntryHeader,
  decodeOffsets,
  ENTRY_HEADER_BYTES,
  ENTRY_MAGIC,
  payloadOf,
  type EntryHeader,
} from './entry.js';
import { decodeSegmentHeader, type SegmentHeader } from './segment-header.js';

/** A record that a segment still holds. */
export interface ScannedRecord {
  readonly signal: ExportSignal;
  /** Where its entry begins. */
  readonly offset: number;
  /** Of its payload. */
  readonly byteLength: number;
  readonly storedAtMs: number;
}

/** What is in a segment that somebody else wrote. */
export interface SegmentScan {
  readonly header: SegmentHeader;
  /** Intact and not settled, in the order of the file. */
  readonly records: readonly ScannedRecord[];
  /**
   * Records that were damaged, at least: one for each that can be told by its header, one for each damaged region
   * without any. What the end of the file cuts off is not counted: it is an append that was never finished.
   */
  readonly damaged: number;
}

/** Reads what can be read, whatever the bytes are. `undefined`: no segment, or none of this format version. */
export function scanSegment(bytes: Buffer): SegmentScan | undefined {
  const header = decodeSegmentHeader(bytes);
  if (header === undefined) return undefined;
  const found = { records: [], damagedAt: new Set<number>(), settled: new Set<number>() } satisfies Found;
  let offset = header.byteLength;
  while (offset < bytes.byteLength) offset = readEntry(bytes, offset, header.salt, found);
  const { settled, damagedAt } = found;
  return {
    header,
    records: found.records.filter((record: ScannedRecord) => !settled.has(record.offset)),
    damaged: [...damagedAt].filter((at) => !settled.has(at)).length,
  };
}

interface Found {
  readonly records: ScannedRecord[];
  readonly damagedAt: Set<number>;
  readonly settled: Set<number>;
}

/** Notes what begins here, and says where to go on. */
function readEntry(bytes: Buffer, offset: number, salt: number, found: Found): number {
  const header = decodeEntryHeader(bytes, offset, salt);
  if (header === undefined) return skipDamage(bytes, offset, salt, found);
  const payload = payloadOf(bytes, offset, header, salt);
  // What follows may lie within what its length announces: an append that was cut off has other entries behind it.
  if (payload === undefined) return skipBrokenPayload(bytes, offset, header, salt, found);
  if (header.type === 'settled') for (const at of decodeOffsets(payload)) found.settled.add(at);
  if (header.type === 'traces' || header.type === 'logs')
    found.records.push({
      signal: header.type,
      offset,
      byteLength: header.byteLength,
      storedAtMs: header.atMs,
    });
  return offset + ENTRY_HEADER_BYTES + header.byteLength;
}

function skipBrokenPayload(
  bytes: Buffer,
  offset: number,
  header: EntryHeader,
  salt: number,
  found: Found,
): number {
  const next = nextEntry(bytes, offset + ENTRY_HEADER_BYTES, salt);
  const end = offset + ENTRY_HEADER_BYTES + header.byteLength;
  if (header.type !== 'settled' && end <= bytes.byteLength) found.damagedAt.add(offset);
  return next;
}

function skipDamage(bytes: Buffer, offset: number, salt: number, found: Found): number {
  if (bytes.byteLength - offset >= ENTRY_HEADER_BYTES) found.damagedAt.add(offset);
  return nextEntry(bytes, offset + 1, salt);
}

/** The next place where an intact header begins, or the end. */
function nextEntry(bytes: Buffer, from: number, salt: number): number {
  let offset = bytes.indexOf(ENTRY_MAGIC, from);
  while (offset !== -1 && decodeEntryHeader(bytes, offset, salt) === undefined)
    offset = bytes.indexOf(ENTRY_MAGIC, offset + 1);
  return offset === -1 ? bytes.byteLength : offset;
}
