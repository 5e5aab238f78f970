import type { WireBody } from '../exchange/exchange.js';

/**
 * Keeps the first bytes that pass, and counts all of them. It is a bystander: it holds private copies of
 * bytes, since their owner may reuse the buffer, and strings as they are.
 */
export class BodyTap {
  readonly #chunks: (Uint8Array | string)[] = [];
  /** Bytes held in #chunks; never above #maxBytes. */
  #heldBytes = 0;
  #byteLength = 0;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes one chunk as a stream method received it; anything that is no chunk is passed over. */
  add(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === 'string') this.#addText(chunk, encoding);
    else if (chunk instanceof Uint8Array) this.#addBytes(chunk);
  }

  /**
   * @param complete whether the sender sent all that there was
   * @param isKept false leaves the bytes here, and tells how many there were
   */
  body(complete: boolean, isKept: boolean): WireBody | undefined {
    if (this.#byteLength === 0) return undefined;
    return {
      chunks: isKept ? this.#chunks : [],
      byteLength: this.#byteLength,
      truncated: !complete || this.#heldBytes < this.#byteLength,
    };
  }

  #addText(text: string, encoding: unknown): void {
    if (typeof encoding === 'string' && Buffer.isEncoding(encoding) && !/^utf-?8$/i.test(encoding)) {
      this.#addBytes(Buffer.from(text, encoding));
      return;
    }
    const byteLength = Buffer.byteLength(text);
    const room = this.#maxBytes - this.#heldBytes;
    this.#byteLength += byteLength;
    if (room <= 0 || byteLength === 0) return;
    if (byteLength <= room) {
      this.#chunks.push(text);
      this.#heldBytes += byteLength;
      return;
    }
    // No character is shorter than a byte: `room` characters are enough to fill the room.
    this.#chunks.push(Buffer.from(text.slice(0, room)).subarray(0, room));
    this.#heldBytes = this.#maxBytes;
  }

  #addBytes(bytes: Uint8Array): void {
    const room = this.#maxBytes - this.#heldBytes;
    this.#byteLength += bytes.byteLength;
    if (room <= 0 || bytes.byteLength === 0) return;
    const held = bytes.subarray(0, room);
    // Not `held.slice()`: on a Buffer that is a view.
    this.#chunks.push(new Uint8Array(held));
    this.#heldBytes += held.byteLength;
  }
}
