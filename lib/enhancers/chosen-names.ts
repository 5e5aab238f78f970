import type { ChosenName } from '../exchange/graphql-request.js';

const MAX_PAIRS = 1000;

/** The names that a client chose, each pair once, up to a bound. */
export class ChosenNames {
  readonly #pairs = new Map<string, ChosenName>();
  #sawAll = true;

  get list(): readonly ChosenName[] {
    return [...this.#pairs.values()];
  }

  get sawAll(): boolean {
    return this.#sawAll;
  }

  add(chosen: string, standsFor: string): void {
    const key = `${chosen} ${standsFor}`;
    if (this.#pairs.size < MAX_PAIRS || this.#pairs.has(key)) this.#pairs.set(key, { chosen, standsFor });
    else this.#sawAll = false;
  }
}
