import type { Batch } from './batch.js';

/**
 * Batches that were sent before and handed back, or cut from such: they go before others, oldest first, as
 * the same bytes. One whose own answer was in doubt waits longer than the rest.
 */
export class ParkedBatches {
  #batches: Batch[] = [];

  get size(): number {
    return this.#batches.length;
  }

  /** Milliseconds until one may go; `Infinity` when there is none. */
  get delayMs(): number {
    const notBeforeMs = Math.min(...this.#batches.map((batch) => batch.notBeforeMs));
    return Math.max(0, notBeforeMs - performance.now());
  }

  add(batch: Batch): void {
    this.#batches.push(batch);
    this.#batches.sort((one, other) => one.oldestSequence - other.oldestSequence);
  }

  /** Takes out the oldest that may go now. */
  next(): Batch | undefined {
    const nowMs = performance.now();
    const index = this.#batches.findIndex((batch) => batch.notBeforeMs <= nowMs);
    return index === -1 ? undefined : this.#batches.splice(index, 1)[0];
  }

  /** None of them waits for its own sake any longer. */
  hurry(): void {
    for (const batch of this.#batches) batch.notBeforeMs = 0;
  }

  clear(): void {
    this.#batches = [];
  }
}
