/** Enough for any real URL and form; each piece costs about a microsecond. */
const MAX_PIECES = 8192;

/**
 * How many pieces (parameters, path segments) of one exchange are looked at. Text nests in text, and each level may be
 * cut into as many pieces as it has bytes: what is over the budget is redacted unseen.
 */
export class WorkBudget {
  #left = MAX_PIECES;

  /** Whether there is work left for all of these pieces, which are then spent. */
  take(pieces: number): boolean {
    if (pieces > this.#left) return false;
    this.#left -= pieces;
    return true;
  }
}
