/**
 * Counts how often each rule matched in one exchange. Labels name rules, never values and never names an
 * attacker chose.
 */
export class RedactionTally {
  readonly #counts = new Map<string, number>();

  count(rule: string, times = 1): void {
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + times);
  }

  addAll(counts: Readonly<Record<string, number>>): void {
    for (const [rule, times] of Object.entries(counts)) this.count(rule, times);
  }

  /** A record without a prototype, so that no label can reach `Object.prototype`. */
  toRecord(): Readonly<Record<string, number>> {
    const record: Record<string, number> = Object.create(null);
    for (const [rule, times] of this.#counts) record[rule] = times;
    return record;
  }
}
