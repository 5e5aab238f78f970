import type { WireBody } from '../exchange/exchange.js';
import type { HeldBytes } from './capture-budget.js';
import { KeptChunks } from './kept-chunks.js';

/** Keeps the first bytes that pass, as long as there is room for them in memory, and counts all of them. */
export class BodyTap {
  readonly #chunks: KeptChunks;
  /** Bytes in #chunks, or handed over; never above #maxBytes. */
  #keptBytes = 0;
  #byteLength = 0;
  /** Whether the budget refused bytes. What comes later is not kept either: there must be no gap. */
  #isOverBudget = false;
  #isTaken = false;

  constructor(
    private readonly held: HeldBytes,
    private readonly maxBytes: number,
  ) {
    this.#chunks = new KeptChunks((copy) => held.own(copy));
  }

  /** Takes one chunk as a stream method received it; anything that is no chunk is passed over. */
  add(chunk: unknown, encoding: unknown): void {
    if (typeof chunk === 'string') this.#addText(chunk, encoding);
    else if (chunk instanceof Uint8Array) this.#addBytes(chunk);
  }

  /**
   * Hands over what was kept; what passes from now on is only counted.
   *
   * @param complete whether the sender sent all that there was
   * @param isKept false leaves the bytes out, and tells how many there were
   */
  take(complete: boolean, isKept: boolean): WireBody | undefined {
    this.#isTaken = true;
    const chunks = this.#chunks.take();
    if (this.#byteLength === 0) return undefined;
    return {
      chunks: isKept ? chunks : [],
      byteLength: this.#byteLength,
      truncated: !complete || this.#keptBytes < this.#byteLength,
      cut: isKept && this.#isOverBudget ? 'budget' : undefined,
    };
  }

  #addText(text: string, encoding: unknown): void {
    if (typeof encoding === 'string' && Buffer.isEncoding(encoding) && !/^utf-?8$/i.test(encoding)) {
      this.#addBytes(Buffer.from(text, encoding));
      return;
    }
    const byteLength = Buffer.byteLength(text);
    const granted = this.#count(byteLength);
    if (granted === 0) return;
    // No character is shorter than a byte: so many characters are enough to fill the room.
    this.#chunks.add(
      granted === byteLength ? text : Buffer.from(text.slice(0, granted)).subarray(0, granted),
    );
  }

  #addBytes(bytes: Uint8Array): void {
    const granted = this.#count(bytes.byteLength);
    if (granted > 0) this.#chunks.add(bytes.subarray(0, granted));
  }

  /** @returns how many of the bytes are to be kept */
  #count(byteLength: number): number {
    this.#byteLength += byteLength;
    const wanted = Math.min(byteLength, this.maxBytes - this.#keptBytes);
    if (wanted <= 0 || this.#isTaken || this.#isOverBudget) return 0;
    const granted = this.held.reserve(wanted);
    this.#isOverBudget = granted < wanted;
    this.#keptBytes += granted;
    return granted;
  }
}
