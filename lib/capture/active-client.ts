import type { ExchangeRecorder } from './exchange-recorder.js';

/** What code outside dependency injection can reach of a running module. */
export interface ActiveClient {
  readonly recorder: ExchangeRecorder;
  /** Reports an error that belongs to no exchange. */
  reportDetached(error: unknown): void;
  /** Whether what it captures goes to this exporter. */
  exportsTo(exporter: object): boolean;
  /** How many exchanges are under way. */
  readonly underWay: number;
  /** Resolves once no exchange is under way and all that ended were handed over, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  status(): { readonly dropped: Readonly<Record<string, number>> };
}

/** The running modules of this process, oldest first; shared by both builds of the package. */
const clients = sharedClients();

function sharedClients(): ActiveClient[] {
  const key = Symbol.for('apitoolkit-nestjs.active-clients');
  const existing: unknown = Reflect.get(globalThis, key);
  // The list of another copy of this package: its element type cannot be checked further.
  if (Array.isArray(existing)) return existing as ActiveClient[];
  const created: ActiveClient[] = [];
  Reflect.set(globalThis, key, created);
  return created;
}

/** The module that started last and still runs. */
export function activeClient(): ActiveClient | undefined {
  return clients.at(-1);
}

/** The modules that run and export to this exporter. */
export function clientsOf(exporter: object): readonly ActiveClient[] {
  return clients.filter((client) => client.exportsTo(exporter));
}

export function activate(client: ActiveClient): void {
  clients.push(client);
}

export function deactivate(client: ActiveClient): void {
  const index = clients.indexOf(client);
  if (index !== -1) clients.splice(index, 1);
}
