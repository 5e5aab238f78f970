import { BoundedCounts } from './bounded-counts.js';
import type { PassedNames } from './passed-names.js';
import type { ExchangeKind, SuspiciousName } from './redaction-report.js';

/** In all: clients choose names, and must not choose how much memory is held. */
const MAX_NAMES = 2000;
/** In one place of one route: whoever fills the query of one route with names hides nothing else. */
const MAX_NAMES_IN_PLACE = 20;

/** Adds up the suspicious names that passed. */
export class SuspiciousNames {
  readonly #counts = new BoundedCounts<Omit<SuspiciousName, 'times'>>(MAX_NAMES);
  /** How many names are kept of each place. */
  readonly #inPlace = new Map<string, number>();
  #more = 0;

  add(kind: ExchangeKind, route: string, passed: PassedNames): void {
    this.#more += passed.more;
    for (const { where, name, times } of passed.names) {
      // Neither names that are told nor routes have line ends.
      const place = `${kind}\n${route}\n${where}`;
      const key = `${place}\n${name}`;
      const isCounted = this.#hasPlace(key, place);
      if (!isCounted || !this.#counts.add(key, { kind, route, where, name }, times)) this.#more += times;
    }
  }

  get more(): number {
    return this.#more;
  }

  sorted(): readonly SuspiciousName[] {
    return this.#counts.sorted();
  }

  #hasPlace(key: string, place: string): boolean {
    if (this.#counts.has(key)) return true;
    const taken = this.#inPlace.get(place) ?? 0;
    if (taken >= MAX_NAMES_IN_PLACE || this.#inPlace.size >= MAX_NAMES) return false;
    this.#inPlace.set(place, taken + 1);
    return true;
  }
}
