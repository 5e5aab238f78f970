import type { Outcome } from '../../../lib/exchange/exchange.js';
import type { OmittedReason } from '../../../lib/exchange/redacted-exchange.js';
import type { Adapter, TortureOptions } from '../app/torture-options.js';
import type { Client } from '../wire/client.js';
import type { Transcript } from '../wire/transcript.js';

export type Major = '10' | '11' | '12';
/** Where a cell differs from the others: an adapter, or an adapter on one Nest major. */
export type Place = Adapter | `${Adapter}-${Major}`;

/** One kind of request: how to make it, and the one truthful record that it must leave. */
export interface Kind {
  readonly name: string;
  readonly app?: TortureOptions;
  /** Where this kind does not exist, and why. */
  readonly absent?: Readonly<Partial<Record<Place, string>>>;
  /** Its requests run side by side: nothing says which one the app serves first. */
  readonly isConcurrent?: boolean;
  readonly request: (client: Client) => Promise<Transcript>;
  /** One record; several for kinds of several requests, in the order of their arrival; none for what is no request. */
  readonly records: readonly Expected[];
  /** What plain Nest itself does otherwise in some places: it applies to every record. */
  readonly except?: Readonly<Partial<Record<Place, Partial<Expected>>>>;
}

export interface Expected {
  readonly status: number;
  /** @default 'completed' */
  readonly outcome?: Outcome;
  /** The route template; absent when no route matched. */
  readonly route?: string | undefined;
  /** `Controller.handler`, when its redaction rules were known; without it no body may be kept. */
  readonly at?: string | undefined;
  /** Where it is not the path as sent. */
  readonly path?: string;
  /** Checked where it says something. */
  readonly pathParams?: Readonly<Record<string, string>>;
  /** @default 'as-wire' */
  readonly requestBody?: BodyExpectation;
  /** @default 'as-wire' */
  readonly responseBody?: BodyExpectation;
  /** `Type: message` of each error, once. @default [] */
  readonly errors?: readonly string[];
  /** The record lasts at least so long. */
  readonly atLeastMs?: number;
}

/**
 * `as-wire`: the bytes of the wire, or withheld as `route-unknown` when no handler was known.
 * `prefix`: truncated, and true as far as it goes. `text`: the whole in another form.
 * `unseen`: none, because the app never read it, and so its server never asked for it.
 */
export type BodyExpectation =
  'as-wire' | 'prefix' | 'unseen' | { readonly text: string } | { readonly omitted: OmittedReason };

/** What is expected in one place, the more special difference winning. */
export function expectedIn(kind: Kind, adapter: Adapter, major: Major): readonly Expected[] {
  const differences = { ...kind.except?.[adapter], ...kind.except?.[`${adapter}-${major}`] };
  return kind.records.map((record) => ({ ...record, ...differences }));
}

export function absence(kind: Kind, adapter: Adapter, major: Major): string | undefined {
  return kind.absent?.[`${adapter}-${major}`] ?? kind.absent?.[adapter];
}
