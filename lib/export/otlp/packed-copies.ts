/** Room for about two hundred small records. */
const BLOCK_BYTES = 256 * 1024;
/** Longer ones have memory of their own. */
const MAX_PACKED_BYTES = BLOCK_BYTES / 8;

/**
 * Copies of bytes, one after the other in blocks that hold nothing else. Copies that live about as long as their
 * neighbours take the memory that they are long; in Node's own pool, each could keep eight kilobytes of others alive.
 */
export class PackedCopies {
  #block = Buffer.alloc(0);
  #used = 0;

  add(bytes: Uint8Array): Uint8Array {
    const { byteLength } = bytes;
    if (byteLength > MAX_PACKED_BYTES) return place(bytes, Buffer.allocUnsafeSlow(byteLength));
    if (this.#used + byteLength > this.#block.byteLength) {
      this.#block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += byteLength;
    return place(bytes, this.#block.subarray(start, this.#used));
  }
}

function place(bytes: Uint8Array, room: Buffer): Uint8Array {
  room.set(bytes);
  return room;
}
