import * as zlib from 'node:zlib';

/** The CRC-32 of zlib and PNG, continued from `start`. */
export type Crc32 = (bytes: Uint8Array, start?: number) => number;

/** Bytes are looked up in a table: for a Node without `zlib.crc32`, which came with 20.15 and 22.2. */
export const tableCrc32: Crc32 = (bytes, start = 0) => {
  let crc = ~start;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
};

export const crc32: Crc32 = typeof zlib.crc32 === 'function' ? zlib.crc32 : tableCrc32;

const POLYNOMIAL = 0xedb88320;
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? POLYNOMIAL : 0);
  return remainder;
});
