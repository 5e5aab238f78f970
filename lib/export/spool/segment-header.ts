import { crc32 } from './crc32.js';

/** What the beginning of a segment says of the rest. */
export interface SegmentHeader {
  /** What the records need to be sent as what they were: the resource, without the key. */
  readonly preamble: Uint8Array;
  /** Where the sums of the entries start: bytes of another file, or chosen by a client, never pass for an entry. */
  readonly salt: number;
  readonly createdAtMs: number;
  /** Where the first entry begins. */
  readonly byteLength: number;
}

/** The largest preamble; a resource has some hundred bytes. */
export const MAX_PREAMBLE_BYTES = 1024 * 1024;

/**
 * All numbers big-endian: magic (8 bytes), format version (2), length of the preamble (4), salt (4), milliseconds
 * since the epoch (6), the preamble, CRC-32 of all that (4).
 */
export function encodeSegmentHeader({
  preamble,
  salt,
  createdAtMs,
}: Omit<SegmentHeader, 'byteLength'>): Buffer {
  const header = Buffer.alloc(FIXED_BYTES + preamble.byteLength + CRC_BYTES);
  MAGIC.copy(header);
  header.writeUInt16BE(FORMAT_VERSION, 8);
  header.writeUInt32BE(preamble.byteLength, 10);
  header.writeUInt32BE(salt, 14);
  header.writeUIntBE(Math.max(0, Math.floor(createdAtMs)), 18, 6);
  header.set(preamble, FIXED_BYTES);
  const end = FIXED_BYTES + preamble.byteLength;
  header.writeUInt32BE(crc32(header.subarray(0, end)), end);
  return header;
}

/** `undefined` for what is no segment, a damaged one, or one of another format version. */
export function decodeSegmentHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.byteLength < FIXED_BYTES + CRC_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) return undefined;
  const preambleBytes = bytes.readUInt32BE(10);
  const end = FIXED_BYTES + preambleBytes;
  if (preambleBytes > MAX_PREAMBLE_BYTES || end + CRC_BYTES > bytes.byteLength) return undefined;
  if (bytes.readUInt16BE(8) !== FORMAT_VERSION) return undefined;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end)) return undefined;
  return {
    // A copy: the bytes around it are a whole file.
    preamble: Uint8Array.prototype.slice.call(bytes, FIXED_BYTES, end),
    salt: bytes.readUInt32BE(14),
    createdAtMs: bytes.readUIntBE(18, 6),
    byteLength: end + CRC_BYTES,
  };
}

const MAGIC = Buffer.from([0xf5, 0x41, 0x54, 0x53, 0x50, 0x4f, 0x4f, 0x4c]);
const FORMAT_VERSION = 1;
const FIXED_BYTES = 24;
const CRC_BYTES = 4;
