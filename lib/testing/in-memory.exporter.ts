import type { RedactedErrorRecord, RedactedExchange } from '../exchange/redacted-exchange.js';
import { Waiters } from '../export/deadline.js';
import type { Exporter, ExportResult, ResourceAttributes } from '../export/exporter.js';

interface Waiter {
  readonly predicate: (exchange: RedactedExchange) => boolean;
  readonly resolve: (exchange: RedactedExchange) => void;
}

/** Keeps what would have been sent, for assertions. */
export class InMemoryExporter implements Exporter {
  readonly #exchanges: RedactedExchange[] = [];
  readonly #errors: RedactedErrorRecord[] = [];
  #waiters: Waiter[] = [];
  readonly #changes = new Waiters();
  #changeCount = 0;
  #resource: ResourceAttributes | undefined;

  /** Everything exported so far, in order. */
  get exchanges(): readonly RedactedExchange[] {
    return this.#exchanges;
  }

  /** Errors reported outside of any request. */
  get errors(): readonly RedactedErrorRecord[] {
    return this.#errors;
  }

  /** Who the exchanges are from; undefined as long as no app exports here. */
  get resource(): ResourceAttributes | undefined {
    return this.#resource;
  }

  useResource(resource: ResourceAttributes): void {
    this.#resource = resource;
  }

  async export(batch: readonly RedactedExchange[]): Promise<ExportResult> {
    this.#exchanges.push(...batch);
    for (const waiter of this.#waiters) this.#serve(waiter);
    this.#change();
    return { status: 'delivered' };
  }

  async exportErrors(batch: readonly RedactedErrorRecord[]): Promise<ExportResult> {
    this.#errors.push(...batch);
    this.#change();
    return { status: 'delivered' };
  }

  /**
   * The first exchange that satisfies the predicate, exported already or yet to come.
   *
   * @param timeoutMs milliseconds, 5000 by default
   * @throws Error when none came in time, listing what did come
   */
  waitFor(predicate: (exchange: RedactedExchange) => boolean, timeoutMs = 5000): Promise<RedactedExchange> {
    const existing = this.#exchanges.find(predicate);
    if (existing !== undefined) return Promise.resolve(existing);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((each) => each !== waiter);
        reject(new Error(`No such exchange within ${timeoutMs} ms. Captured: ${this.#summary()}.`));
      }, timeoutMs);
      const waiter: Waiter = {
        predicate,
        resolve(exchange) {
          clearTimeout(timer);
          resolve(exchange);
        },
      };
      this.#waiters.push(waiter);
    });
  }

  /** Resolves when something more is exported, or after `timeoutMs`. */
  changed(timeoutMs: number): Promise<void> {
    const before = this.#changeCount;
    return this.#changes.until(() => this.#changeCount > before, timeoutMs);
  }

  /** Forgets what was exported. */
  clear(): void {
    this.#exchanges.length = 0;
    this.#errors.length = 0;
  }

  #change(): void {
    this.#changeCount += 1;
    this.#changes.check();
  }

  #serve(waiter: Waiter): void {
    const exchange = this.#exchanges.find(waiter.predicate);
    if (exchange === undefined) return;
    this.#waiters = this.#waiters.filter((each) => each !== waiter);
    waiter.resolve(exchange);
  }

  #summary(): string {
    const lines = this.#exchanges.map(
      ({ kind, request, response, outcome }) =>
        `${kind} ${request.method} ${request.path} ${response?.statusCode ?? outcome}`,
    );
    return lines.length === 0 ? 'nothing' : lines.join('; ');
  }
}
