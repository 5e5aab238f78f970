import { rememberNames } from '../../memory/remember-names.js';

export interface MediaType {
  /** `type/subtype` in lower case, without parameters. */
  readonly essence: string;
  /** In lower case. */
  readonly charset?: string;
  readonly boundary?: string;
}

const ESSENCE = /^\s*([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})\s*(?=;|$)/;
const PARAMETER = /;\s*([\w!#$&^.+-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/**
 * Reads a Content-Type (RFC 9110 section 8.3.1) as leniently as servers do; undefined when it names no media
 * type.
 */
export const parseMediaType: (contentType: string) => MediaType | undefined = rememberNames(readMediaType);

function readMediaType(contentType: string): MediaType | undefined {
  const [match, essence] = ESSENCE.exec(contentType) ?? [];
  if (match === undefined || essence === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare] of contentType.slice(match.length).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    const value = quoted?.replace(/\\(.)/gs, '$1') ?? bare ?? '';
    const before = parameters.get(key);
    // Parsers do not agree which of them holds. Joined, they are no charset and no boundary that is known.
    if (before === undefined) parameters.set(key, value);
    else if (before.toLowerCase() !== value.toLowerCase()) parameters.set(key, `${before}, ${value}`);
  }
  const charset = parameters.get('charset')?.toLowerCase();
  const boundary = parameters.get('boundary');
  return {
    essence: essence.toLowerCase(),
    ...(charset === undefined ? {} : { charset }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

export type MediaTypeMatcher = (essence: string) => boolean;

/** Matches media types by patterns such as `text/*`, `*\/*` or `*+json`; `*` stands for any characters. */
export function compileMediaTypes(patterns: readonly string[]): MediaTypeMatcher {
  const normalised = patterns.map((pattern) => pattern.trim().toLowerCase());
  const exact = new Set(normalised);
  const wildcards = normalised
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => pattern.split('*'));
  return rememberNames(
    (essence) => exact.has(essence) || wildcards.some((pieces) => matchesPieces(pieces, essence)),
  );
}

function matchesPieces(pieces: readonly string[], essence: string): boolean {
  const start = pieces.at(0) ?? '';
  const end = pieces.at(-1) ?? '';
  if (!essence.startsWith(start) || !essence.endsWith(end)) return false;
  let at = start.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = essence.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= essence.length - end.length;
}
