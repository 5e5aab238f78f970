import type { ExportSignal } from '../destination.js';
import { crc32 } from './crc32.js';

/**
 * An entry of a segment is a header and a payload. The header, all numbers big-endian: magic (4 bytes), type (1),
 * zero (1), milliseconds since the epoch (6), length of the payload (4), CRC-32 of the payload (4), CRC-32 of the
 * header so far (4). Both sums start from the segment's salt.
 */
export const ENTRY_HEADER_BYTES = 24;

/** Not UTF-8, so that no captured text can hold it. */
export const ENTRY_MAGIC = Buffer.from([0xf5, 0xa7, 0xfe, 0xc3]);

/** No record is larger: an export request holds 4 MiB at most. */
export const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

/** A record of a signal; a list of records whose fate is known; why the records behind it are dead letters. */
export type EntryType = ExportSignal | 'settled' | 'reason';

export interface EntryHeader {
  readonly type: EntryType;
  readonly atMs: number;
  readonly byteLength: number;
  readonly payloadCrc: number;
}

export function encodeEntryHeader(
  type: EntryType,
  atMs: number,
  payload: Uint8Array,
  salt: number,
): Uint8Array {
  const header = Buffer.allocUnsafe(ENTRY_HEADER_BYTES);
  ENTRY_MAGIC.copy(header);
  header.writeUInt16BE(TYPES.indexOf(type) << 8, 4);
  header.writeUIntBE(clampTime(atMs), 6, 6);
  header.writeUInt32BE(payload.byteLength, 12);
  header.writeUInt32BE(crc32(payload, salt), 16);
  header.writeUInt32BE(crc32(header.subarray(0, 20), salt), 20);
  return header;
}

/** `undefined` where there is no header, or a damaged one. */
export function decodeEntryHeader(bytes: Buffer, offset: number, salt: number): EntryHeader | undefined {
  if (offset + ENTRY_HEADER_BYTES > bytes.byteLength) return undefined;
  // In this order: of a file that is made of beginnings only, hardly any sum is computed.
  if (bytes.readUInt32BE(offset) !== MAGIC_NUMBER || bytes.readUInt8(offset + 5) !== 0) return undefined;
  const type = TYPES[bytes.readUInt8(offset + 4)];
  const byteLength = bytes.readUInt32BE(offset + 12);
  if (type === undefined || byteLength > MAX_PAYLOAD_BYTES) return undefined;
  const header = bytes.subarray(offset, offset + ENTRY_HEADER_BYTES);
  if (crc32(header.subarray(0, 20), salt) !== header.readUInt32BE(20)) return undefined;
  return { type, atMs: header.readUIntBE(6, 6), byteLength, payloadCrc: header.readUInt32BE(16) };
}

/** The payload that a header announces; `undefined` where it is cut off or damaged. */
export function payloadOf(
  bytes: Buffer,
  offset: number,
  header: EntryHeader,
  salt: number,
): Buffer | undefined {
  const start = offset + ENTRY_HEADER_BYTES;
  const payload = bytes.subarray(start, start + header.byteLength);
  if (payload.byteLength !== header.byteLength || crc32(payload, salt) !== header.payloadCrc)
    return undefined;
  return payload;
}

/** The list of a `settled` entry: where in the file the records begin. */
export function encodeOffsets(offsets: readonly number[]): Uint8Array {
  const payload = Buffer.allocUnsafe(offsets.length * 4);
  offsets.forEach((offset, index) => payload.writeUInt32BE(offset, index * 4));
  return payload;
}

export function decodeOffsets(payload: Buffer): number[] {
  return Array.from({ length: Math.floor(payload.byteLength / 4) }, (_, index) =>
    payload.readUInt32BE(index * 4),
  );
}

const MAGIC_NUMBER = ENTRY_MAGIC.readUInt32BE();
const TYPES: readonly (EntryType | undefined)[] = [undefined, 'traces', 'logs', 'settled', 'reason'];

const MAX_TIME_MS = 2 ** 48 - 1;

function clampTime(atMs: number): number {
  return Math.max(0, Math.min(MAX_TIME_MS, Math.floor(atMs)));
}
