import type { DropReason, PipelineStatus } from './pipeline-status.js';

/**
 * The books: captured = delivered + queued + the sum of dropped. Every method moves a record from one
 * account to another in one step, so the sum holds whenever anybody looks.
 */
export class Ledger {
  #captured = 0;
  #delivered = 0;
  /** Waiting or under way: counted here until its fate is known. */
  #queued = 0;
  readonly #dropped = new Map<DropReason, number>();

  /** A record entered the queue. */
  admitted(): void {
    this.#captured += 1;
    this.#queued += 1;
  }

  /** A record, or what would have become one, was refused before the queue. */
  refused(reason: DropReason): void {
    this.#captured += 1;
    this.#drop(reason, 1);
  }

  /** Queued records arrived. */
  delivered(count: number): void {
    this.#queued -= count;
    this.#delivered += count;
  }

  /** Queued records were given up. */
  discarded(reason: DropReason, count: number): void {
    this.#queued -= count;
    this.#drop(reason, count);
  }

  status(destination: string): PipelineStatus {
    return {
      captured: this.#captured,
      delivered: this.#delivered,
      queued: this.#queued,
      spooled: 0,
      dropped: Object.fromEntries(this.#dropped),
      destination,
    };
  }

  #drop(reason: DropReason, count: number): void {
    if (count === 0) return;
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + count);
  }
}
