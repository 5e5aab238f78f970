import type { ErrorSummary, ExchangeDetail, ExchangeSummary, InspectorState } from '../inspector-api.js';
import { BoundedList, type Weighed } from './bounded-list.js';
import type { InspectedExchange } from './inspected-exchange.js';

/** What is told of what happens to the store. */
export interface StoreListener {
  readonly exchange: (summary: ExchangeSummary) => void;
  readonly error: (summary: ErrorSummary) => void;
  readonly cleared: () => void;
}

/** Of the exchanges, and again a quarter of it for errors outside of them. */
const MAX_BYTES = 32 * 1024 * 1024;

interface KeptExchange extends Weighed {
  readonly summary: ExchangeSummary;
  readonly exchange: InspectedExchange;
}

interface KeptError extends Weighed {
  readonly summary: ErrorSummary;
}

/** The last exchanges and errors, in memory, within bounds. */
export class RecordStore {
  readonly #maxExchanges: number;
  readonly #exchanges: BoundedList<KeptExchange>;
  readonly #errors: BoundedList<KeptError>;
  readonly #services = new Set<string>();
  readonly #listener: StoreListener;
  #lastExchangeId = 0;
  #lastErrorId = 0;

  constructor(maxExchanges: number, listener: StoreListener, maxBytes = MAX_BYTES) {
    this.#maxExchanges = maxExchanges;
    this.#listener = listener;
    this.#exchanges = new BoundedList({ maxCount: maxExchanges, maxBytes });
    this.#errors = new BoundedList({ maxCount: maxExchanges, maxBytes: maxBytes / 4 });
  }

  get kept(): InspectorState['kept'] {
    const { count, gone } = this.#exchanges;
    return { count, max: this.#maxExchanges, gone };
  }

  get services(): readonly string[] {
    return [...this.#services];
  }

  add(exchange: InspectedExchange): void {
    this.#lastExchangeId += 1;
    const summary: ExchangeSummary = { id: this.#lastExchangeId, ...exchange.line };
    this.#note(summary.service);
    this.#exchanges.add({ summary, exchange, byteLength: exchange.byteLength });
    this.#listener.exchange(summary);
  }

  addError(error: Omit<ErrorSummary, 'id'>, byteLength: number): void {
    this.#lastErrorId += 1;
    const summary: ErrorSummary = { id: this.#lastErrorId, ...error };
    this.#note(summary.service);
    this.#errors.add({ summary, byteLength });
    this.#listener.error(summary);
  }

  exchanges(): readonly ExchangeSummary[] {
    return this.#exchanges.all().map(({ summary }) => summary);
  }

  errors(): readonly ErrorSummary[] {
    return this.#errors.all().map(({ summary }) => summary);
  }

  detail(id: number): ExchangeDetail | undefined {
    const found = this.#exchanges.all().find(({ summary }) => summary.id === id);
    if (found === undefined) return undefined;
    return { summary: found.summary, ...found.exchange.describe(), calls: this.#callsOf(found.summary) };
  }

  clear(): void {
    this.#exchanges.clear();
    this.#errors.clear();
    this.#listener.cleared();
  }

  #callsOf({ kind, spanId }: ExchangeSummary): readonly ExchangeSummary[] {
    if (kind === 'outgoing') return [];
    return this.exchanges()
      .filter((other) => other.kind === 'outgoing' && other.parentExchangeId === spanId)
      .toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  }

  /** A receiver may be sent any number of names. */
  #note(service: string): void {
    if (this.#services.size < MAX_SERVICES) this.#services.add(service);
  }
}

const MAX_SERVICES = 100;
