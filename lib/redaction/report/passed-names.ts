/** Where a name stands in an exchange. */
export type NamePlace = 'request body' | 'response body' | 'query' | 'path parameter' | 'header';

export interface PassedName {
  readonly where: NamePlace;
  readonly name: string;
  times: number;
}

/** Different names; more of them in one exchange are counted, not kept. */
const MAX_NAMES = 64;

/** The suspicious names of one exchange whose values no rule redacted. */
export class PassedNames {
  /** Made for the first one: most exchanges have none. */
  #names: Map<string, PassedName> | undefined;
  #where: NamePlace = 'header';
  #more = 0;

  constructor(private readonly isSuspicious: (name: string) => boolean) {}

  /** Says what is redacted next: the parts of an exchange come one after the other. */
  enter(where: NamePlace): void {
    this.#where = where;
  }

  /** Notes a name that no rule covers, if it is suspicious. */
  note(name: string): void {
    if (this.isSuspicious(name)) this.add(name);
  }

  /** Notes a name that is known to be suspicious. */
  add(name: string): void {
    const key = `${this.#where} ${name}`;
    const names = (this.#names ??= new Map());
    const known = names.get(key);
    if (known !== undefined) known.times += 1;
    else if (names.size < MAX_NAMES) names.set(key, { where: this.#where, name, times: 1 });
    else this.#more += 1;
  }

  get names(): Iterable<PassedName> {
    return this.#names?.values() ?? [];
  }

  /** How often there was a further name that is not kept. */
  get more(): number {
    return this.#more;
  }

  /** Leaves those out that must not be told; they are only counted. */
  keepOnly(isTellable: (name: string) => boolean): void {
    const names = this.#names;
    if (names === undefined) return;
    for (const [key, { name, times }] of names) {
      if (isTellable(name)) continue;
      names.delete(key);
      this.#more += times;
    }
  }
}
