import { CLIENT_REDACTED, type RedactedExchange } from '../../exchange/redacted-exchange.js';
import { findInBody, leafPathsOf, readBodyPath, type BodyPath } from './body-path.js';

type Side = 'request' | 'response';

/** A JSONPath into bodies, or a name among the headers, the query or the path parameters. */
export type RedactedPlace =
  string | { readonly header: string } | { readonly query: string } | { readonly pathParam: string };

/** What stands at a place in one exchange. */
export interface Found {
  /** Such as `request body`. */
  readonly where: string;
  readonly value: unknown;
  readonly isRedacted: boolean;
  /** Where the marker is only a part of the value. */
  readonly isPartly: boolean;
}

/** A place whose arguments are read. */
export interface Target {
  /** As messages call it. */
  readonly name: string;
  readonly sides: readonly Side[];
  readonly place:
    | { readonly kind: 'body'; readonly path: BodyPath }
    | { readonly kind: 'header' | 'query' | 'pathParam'; readonly name: string };
}

/** @throws Error for a path that is not valid, and for anything but a place */
export function readPlace(place: unknown, sides: readonly Side[]): Target {
  if (typeof place === 'string')
    return { name: place, sides, place: { kind: 'body', path: readBodyPath(place) } };
  const [[kind, name] = [], ...others] = typeof place === 'object' && place ? Object.entries(place) : [];
  const isName = typeof name === 'string' && name !== '' && others.length === 0;
  if (isName && (kind === 'header' || kind === 'query' || kind === 'pathParam'))
    return { name: `the ${LABELS[kind]} ${name}`, sides, place: { kind, name } };
  throw new TypeError(
    "Expected a JSONPath such as '$.card.number', { header: 'authorization' }, { query: 'token' } or " +
      `{ pathParam: 'id' }, got ${JSON.stringify(place)}`,
  );
}

const LABELS = { header: 'header', query: 'query parameter', pathParam: 'path parameter' } as const;

/** What stands at the place, in as many parts of the exchange as have it. */
export function findPlaces({ place, sides }: Target, exchange: RedactedExchange): readonly Found[] {
  if (place.kind === 'body')
    return sides.flatMap((side) =>
      findInBody(place.path, exchange[side]?.body).map((value) => foundAs(`${side} body`, value)),
    );
  return namedValues(place, sides, exchange).map(({ where, value }) => {
    // Of a header only the secret part goes: `Bearer [CLIENT_REDACTED]`.
    const found = foundAs(where, value);
    return place.kind === 'header' ? { ...found, isRedacted: found.isRedacted || found.isPartly } : found;
  });
}

/** What else is there, a line for each part: to see what was meant. */
export function nearNames({ place, sides }: Target, exchange: RedactedExchange): readonly string[] {
  const { query, pathParams } = exchange.request;
  if (place.kind === 'query') return listed('query', Object.keys(query));
  if (place.kind === 'pathParam') return listed('path parameters', Object.keys(pathParams));
  return sides.flatMap((side) => {
    const part = exchange[side];
    if (place.kind === 'header') return listed(`${side} headers`, Object.keys(part?.headers ?? {}));
    if (part?.body === undefined) return [];
    const { omitted } = part.body;
    return omitted === undefined
      ? listed(`${side} body`, leafPathsOf(part.body))
      : [`${side} body: withheld (${omitted})`];
  });
}

function namedValues(
  { kind, name }: { readonly kind: 'header' | 'query' | 'pathParam'; readonly name: string },
  sides: readonly Side[],
  { request, response }: RedactedExchange,
): readonly { readonly where: string; readonly value: string }[] {
  if (kind === 'header') {
    return sides.flatMap((side) =>
      valuesOf((side === 'request' ? request : response)?.headers[name.toLowerCase()]).map((value) => ({
        where: `${side} header ${name}`,
        value,
      })),
    );
  }
  if (!sides.includes('request')) return [];
  const values = kind === 'query' ? valuesOf(request.query[name]) : valuesOf(request.pathParams[name]);
  return values.map((value) => ({ where: `${LABELS[kind]} ${name}`, value }));
}

function valuesOf(values: string | readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [];
  return typeof values === 'string' ? [values] : values;
}

function foundAs(where: string, value: unknown): Found {
  const isRedacted = value === CLIENT_REDACTED;
  const isPartly = !isRedacted && typeof value === 'string' && value.includes(CLIENT_REDACTED);
  return { where, value, isRedacted, isPartly };
}

const MAX_NAMES = 20;

function listed(label: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`${label}: ${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? ', …' : ''}`];
}
