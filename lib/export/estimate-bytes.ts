const OBJECT_BYTES = 64;
const SLOT_BYTES = 16;
const MAX_DEPTH = 16;

/**
 * What a record of plain data takes in memory, about: two bytes a character, as a string that is not all
 * Latin-1 does, so that the estimate does not understate.
 */
export function estimateBytes(value: unknown, depth = 0): number {
  if (typeof value === 'string') return SLOT_BYTES + value.length * 2;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return SLOT_BYTES;
  let byteLength = OBJECT_BYTES;
  for (const [key, member] of Object.entries(value)) {
    byteLength += key.length + estimateBytes(member, depth + 1);
  }
  return byteLength;
}
