import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

type Answered = (error: NodeJS.ErrnoException | null, address?: unknown, family?: number) => void;

/** Names that this process resolves so, in place of DNS: to an address, or not. */
export class Names implements Disposable {
  /** Which names were asked for. */
  readonly asked: string[] = [];
  readonly #addresses = new Map<string, string | undefined>();
  readonly #lookup = dns.lookup;

  constructor() {
    const lookup = (name: string, ...rest: unknown[]): void => {
      if (!this.#addresses.has(name)) return void Reflect.apply(this.#lookup, dns, [name, ...rest]);
      this.asked.push(name);
      const [options] = rest;
      // The last argument of a lookup is its callback.
      setImmediate(() => this.#answer(name, isForAll(options), rest.at(-1) as Answered));
    };
    this.#replace(Object.assign(lookup, { __promisify__: this.#lookup.__promisify__ }));
  }

  /** @param address undefined: no such name */
  set(name: string, address: string | undefined): void {
    this.#addresses.set(name, address);
  }

  [Symbol.dispose](): void {
    this.#replace(this.#lookup);
  }

  #answer(name: string, isAll: boolean, callback: Answered): void {
    const address = this.#addresses.get(name);
    if (address === undefined) callback(Object.assign(new Error(name), { code: 'ENOTFOUND' }));
    else if (isAll) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  }

  #replace(lookup: unknown): void {
    Reflect.set(dns, 'lookup', lookup);
    syncBuiltinESMExports();
  }
}

function isForAll(options: unknown): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, 'all') === true;
}
