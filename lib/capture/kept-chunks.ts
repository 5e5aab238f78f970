/** So many chunks are kept as they come; most bodies have fewer. */
const MAX_LOOSE_CHUNKS = 16;
const BLOCK_BYTES = 1024;

/**
 * The chunks of a body, in order: private copies of bytes, since their owner may reuse the buffer, and strings
 * as they are. Small ones are gathered in blocks: a client that sends a byte at a time would otherwise cost a
 * hundred times what it sends.
 */
export class KeptChunks {
  #chunks: (Uint8Array | string)[] = [];
  /** The last of the chunks, where there is room in it. */
  #block: Uint8Array | undefined;
  #blockBytes = 0;

  /** @param own is told of the memory of each copy */
  constructor(private readonly own: (copy: ArrayBuffer) => void) {}

  add(chunk: Uint8Array | string): void {
    const isLarge = chunk.length >= BLOCK_BYTES;
    if (isLarge || this.#chunks.length < MAX_LOOSE_CHUNKS) this.#push(chunk);
    else this.#gather(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }

  /** Hands the chunks over, and holds none any more. */
  take(): readonly (Uint8Array | string)[] {
    this.#seal();
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  #push(chunk: Uint8Array | string): void {
    this.#seal();
    this.#chunks.push(typeof chunk === 'string' ? chunk : this.#copyOf(chunk));
  }

  /** Not `chunk.slice()`: on a Buffer that is a view. Not from Node's pool: what is kept would keep all of that. */
  #copyOf(chunk: Uint8Array): Buffer<ArrayBuffer> {
    const copy = Buffer.allocUnsafeSlow(chunk.length);
    copy.set(chunk);
    this.own(copy.buffer);
    return copy;
  }

  #gather(bytes: Uint8Array): void {
    // A short string may have become long bytes.
    if (bytes.length >= BLOCK_BYTES) return this.#push(bytes);
    if (this.#block === undefined || this.#blockBytes + bytes.length > BLOCK_BYTES) {
      this.#seal();
      this.#block = new Uint8Array(BLOCK_BYTES);
      this.#chunks.push(this.#block);
    }
    this.#block.set(bytes, this.#blockBytes);
    this.#blockBytes += bytes.length;
  }

  #seal(): void {
    if (this.#block !== undefined) {
      this.#chunks[this.#chunks.length - 1] = this.#block.subarray(0, this.#blockBytes);
    }
    this.#block = undefined;
    this.#blockBytes = 0;
  }
}
