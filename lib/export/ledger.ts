import type { DropReason, PipelineStatus } from './pipeline-status.js';
import type { Account } from './record-store.js';

/** What the books say, of the status. */
export type Balance = Pick<
  PipelineStatus,
  'captured' | 'delivered' | 'queued' | 'spooled' | 'dropped' | 'recovered'
>;

/**
 * The books: captured = delivered + queued + spooled + the sum of dropped. Every method moves a record from
 * one account to another in one step, so the sum holds whenever anybody looks. A record under way stays in
 * the account of its store until its fate is known.
 */
export class Ledger {
  #captured = 0;
  #delivered = 0;
  #recovered = 0;
  readonly #held: Record<Account, number> = { queued: 0, spooled: 0 };
  readonly #dropped = new Map<DropReason, number>();

  /** A record entered a store. */
  admitted(account: Account, count = 1): void {
    this.#captured += count;
    this.#held[account] += count;
  }

  /** A record, or what would have become one, was refused before any store. */
  refused(reason: DropReason): void {
    this.#captured += 1;
    this.#drop(reason, 1);
  }

  /** Held records arrived. */
  delivered(account: Account, count: number): void {
    this.#held[account] -= count;
    this.#delivered += count;
  }

  /** Held records were given up. */
  discarded(account: Account, reason: DropReason, count: number): void {
    this.#held[account] -= count;
    this.#drop(reason, count);
  }

  /** Held records changed their place. */
  moved(from: Account, to: Account, count: number): void {
    this.#held[from] -= count;
    this.#held[to] += count;
  }

  /** Records of a process that ended are held here now. */
  recovered(account: Account, count: number): void {
    this.admitted(account, count);
    this.#recovered += count;
  }

  /** Held records went over to another process, whose books they are in from now on. */
  handedOver(account: Account, count: number): void {
    this.#captured -= count;
    this.#held[account] -= count;
  }

  balance(): Balance {
    return {
      captured: this.#captured,
      delivered: this.#delivered,
      ...this.#held,
      dropped: Object.fromEntries(this.#dropped),
      recovered: this.#recovered,
    };
  }

  #drop(reason: DropReason, count: number): void {
    if (count === 0) return;
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + count);
  }
}
