import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { decodeComponent, encodeComponent } from './percent-encoding.js';
import type { UrlScope } from './url-scope.js';

/** Receives each parameter decoded and redacted. */
export type ParameterSink = (name: string, value: string) => void;

/**
 * Redacts a query string, or a fragment that looks like one, as text: what no rule matches keeps its exact
 * spelling. Repeated, percent-encoded and bracketed names are all matched, and so are parameters after a `;`.
 */
export function redactQueryText(query: string, scope: UrlScope, depth = 0, sink?: ParameterSink): string {
  if (query === '') return query;
  const pieces = query.split('&');
  if (!scope.work.take(pieces.length)) {
    scope.tally.count('work limit');
    return CLIENT_REDACTED;
  }
  return pieces.map((piece) => redactPiece(piece, scope, depth, sink)).join('&');
}

/**
 * A `;` separates parameters for some servers and is an ordinary character for others. So it counts only in
 * front of a name that must be redacted, and a redacted value reaches to the next `&`: it may hold a `;` of
 * its own.
 */
function redactPiece(piece: string, scope: UrlScope, depth: number, sink?: ParameterSink): string {
  if (piece === '') return piece;
  const cut = sensitiveCut(piece, scope);
  if (cut === -1) return redactParameter(piece, scope, depth, sink);
  const before = redactParameter(piece.slice(0, cut), scope, depth, sink);
  return `${before};${redactParameter(piece.slice(cut + 1), scope, depth, sink)}`;
}

/** The first `;` in front of a sensitive name, unless the piece's own name is sensitive. */
function sensitiveCut(piece: string, scope: UrlScope): number {
  if (!piece.includes(';') || isSensitive(piece, scope)) return -1;
  for (let cut = piece.indexOf(';'); cut !== -1; cut = piece.indexOf(';', cut + 1)) {
    // Without time to look, the rest counts as sensitive.
    if (!scope.work.take(1)) return cut;
    const next = piece.indexOf(';', cut + 1);
    if (isSensitive(piece.slice(cut + 1, next === -1 ? undefined : next), scope)) return cut;
  }
  return -1;
}

function isSensitive(piece: string, scope: UrlScope): boolean {
  const equals = piece.indexOf('=');
  if (equals === -1) return false;
  const name = decodeComponent(piece.slice(0, equals), 'plus-is-space');
  return name === undefined || scope.matchParameter(name) !== undefined;
}

function redactParameter(piece: string, scope: UrlScope, depth: number, sink?: ParameterSink): string {
  const equals = piece.indexOf('=');
  const rawName = equals === -1 ? piece : piece.slice(0, equals);
  const rawValue = equals === -1 ? '' : piece.slice(equals + 1);
  const name = readableName(rawName, scope, depth);
  const value = decodeComponent(rawValue, 'plus-is-space');
  const rule = name === undefined ? undefined : ruleForValue(piece, name, scope);
  const redacted =
    rule === undefined
      ? redactValue(name, value, rawValue, scope, depth)
      : redactWhole(rule, value, rawValue, scope);
  sink?.(name ?? CLIENT_REDACTED, redacted);
  const nameText = name === undefined ? CLIENT_REDACTED : rawName;
  if (equals === -1) return nameText;
  if (redacted === value) return `${nameText}=${rawValue}`;
  // What was sent without encoding is shown without encoding.
  return `${nameText}=${rawValue === value ? redacted : encodeComponent(redacted)}`;
}

/** Names above this length are values without a name. */
const MAX_NAME_CHARS = 1024;
const PLAIN_NAME = /^[\w\s.[\]%$-]*$/;
/** What is bound to a name inside of a name, as in a whole JSON text that stands where a name should. */
const BOUND_VALUE = /:\s*["'\\]*[^\s"'\\[{]/;

/** The name decoded; undefined when it is not to be shown. */
function readableName(rawName: string, scope: UrlScope, depth: number): string | undefined {
  const name = rawName.length > MAX_NAME_CHARS ? undefined : decodeComponent(rawName, 'plus-is-space');
  const rule = name === undefined ? 'undecodable' : ruleForName(name, scope);
  if (rule !== undefined) scope.tally.count(rule);
  if (name === undefined || rule !== undefined) return undefined;
  return PLAIN_NAME.test(name) || scope.redactNested(name, depth) === name ? name : undefined;
}

function ruleForName(name: string, scope: UrlScope): string | undefined {
  const label = scope.detectSecret(name);
  if (label !== undefined) return `detector ${label}`;
  return BOUND_VALUE.test(name) ? scope.matchParameter(name) : undefined;
}

const BRACKET_EQUALS = /(?:\]|%5d)=/i;

/** The rule for the name, or for the one that qs reads: a name there reaches to the first `]=`, whatever stands before. */
function ruleForValue(piece: string, name: string, scope: UrlScope): string | undefined {
  const rule = scope.matchParameter(name);
  if (rule !== undefined) return rule;
  const bracket = BRACKET_EQUALS.exec(piece);
  if (bracket === null) return undefined;
  const longName = decodeComponent(piece.slice(0, bracket.index + bracket[0].length - 1), 'plus-is-space');
  return longName === undefined || longName === name ? undefined : scope.matchParameter(longName);
}

function redactWhole(rule: string, value: string | undefined, rawValue: string, scope: UrlScope): string {
  if (rawValue === '') return '';
  scope.tally.count(rule);
  scope.tainted.add(rawValue);
  if (value !== undefined) scope.tainted.add(value);
  return CLIENT_REDACTED;
}

function redactValue(
  name: string | undefined,
  value: string | undefined,
  rawValue: string,
  scope: UrlScope,
  depth: number,
): string {
  if (rawValue === '') return '';
  if (name === undefined) return CLIENT_REDACTED;
  if (value === undefined) {
    scope.tally.count('undecodable');
    return CLIENT_REDACTED;
  }
  const shown = scope.redactNested(value, depth);
  if (shown !== CLIENT_REDACTED) scope.tally.passed.note(name);
  return shown;
}
