import { Injectable } from '@nestjs/common';
import type { Act, ActingApp, Reply } from './plant.js';

/** The header by which a request finds what its handler is to do, and a record the errand it is of. */
export const ERRAND_HEADER = 'x-errand';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What handlers do, by the number of the errand. */
@Injectable()
export class Errands {
  readonly #acts = new Map<string, Act>();
  #app: ActingApp | undefined;

  /** Known once the app has started. */
  bind(app: ActingApp): void {
    this.#app = app;
  }

  register(errand: string, act: Act): void {
    this.#acts.set(errand, act);
  }

  act(headers: Headers, reply: Reply): unknown {
    const act = this.#acts.get(String(headers[ERRAND_HEADER]));
    if (this.#app === undefined) throw new Error('the app has not started');
    return act === undefined ? { done: true } : act(reply, this.#app);
  }
}
