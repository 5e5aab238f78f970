import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { blankGraphqlLiterals, looksLikeGraphql } from '../bodies/graphql-document.js';
import { decodeComponent, decodeLeniently, PERCENT_ENCODED } from './percent-encoding.js';
import { redactQueryText } from './query-text.js';
import type { UrlScope } from './url-scope.js';
import { redactUrlText } from './url-text.js';

const MAX_NESTING = 4;
const URL_LIKE = /^\s*(?:https?:|(?:[a-z][a-z0-9+.-]*:)?[\\/])|[?#]/i;
const JSON_LIKE = /^\s*[[{"]/;
/** What all that can be nested in a value has at least one of: JSON, GraphQL, URLs, parameters, percent-encoding. */
const MAY_NEST = /[^\w.~ -]/;
/** A member in a notation that is nearly JSON: `{name: …`, `{'name': …`. */
const LOOSE_MEMBER = /[{,]\s*["']?[\w$-]+["']?\s*:/;

/** A name in front of a bare word. */
const BARE_MEMBER = /[{(,]\s*([\w$-]+)\s*:\s*[A-Za-z_]/g;

/**
 * Redacts what a decoded value carries inside: a secret, JSON, GraphQL, another URL, more parameters, or any
 * of them encoded once more. A value nested too deep to follow is redacted whole.
 */
export function redactNestedText(value: string, scope: UrlScope, depth: number): string {
  const label = scope.detectSecret(value);
  if (label !== undefined) return withheld(`detector ${label}`, scope);
  if (!MAY_NEST.test(value)) return value;
  // GraphQL over GET: the document is a parameter.
  if (looksLikeGraphql(value)) return blankGraphql(value, scope);
  const text = JSON_LIKE.test(value) ? redactJson(value, scope) : value;
  const redact = redactionFor(text);
  if (redact === undefined) return text;
  return depth < MAX_NESTING ? redact(text, scope, depth + 1) : withheld('nesting', scope);
}

function withheld(rule: string, scope: UrlScope): string {
  scope.tally.count(rule);
  return CLIENT_REDACTED;
}

/** Text that is nearly JSON may read like GraphQL, too: then what looks like an alias is a member's name. */
function blankGraphql(document: string, scope: UrlScope): string {
  const blanked = blankGraphqlLiterals(document);
  if (blanked === undefined) return withheld('undecodable', scope);
  for (const [, name = ''] of blanked.matchAll(BARE_MEMBER)) {
    const rule = scope.matchParameter(name);
    if (rule !== undefined) return withheld(rule, scope);
  }
  return blanked;
}

/** What is nearly JSON has names that nobody here can match. */
function redactJson(value: string, scope: UrlScope): string {
  const json = scope.redactJsonText(value);
  if (json !== undefined) return json;
  return LOOSE_MEMBER.test(value) ? withheld('undecodable', scope) : value;
}

function redactionFor(value: string): ((text: string, scope: UrlScope, depth: number) => string) | undefined {
  const equals = value.indexOf('=');
  const mark = value.indexOf('?');
  // A fragment such as `/view&token=…` looks like a path, and holds parameters that no `?` announces and no `#` ends.
  const isUnannounced = equals !== -1 && (mark === -1 || equals < mark || equals < value.lastIndexOf('#'));
  if (URL_LIKE.test(value)) return isUnannounced ? redactUrlAndQuery : redactUrlText;
  if (equals !== -1) return redactQueryText;
  return PERCENT_ENCODED.test(value) ? redactEncodedAgain : undefined;
}

function redactUrlAndQuery(value: string, scope: UrlScope, depth: number): string {
  const url = redactUrlText(value, scope, depth);
  const mark = url.indexOf('?');
  const start = mark < url.indexOf('=') ? mark + 1 : 0;
  return url.slice(0, start) + redactQueryText(url.slice(start), scope, depth);
}

function redactEncodedAgain(value: string, scope: UrlScope, depth: number): string {
  const strict = decodeComponent(value, 'plus-is-plus');
  const decoded = strict ?? decodeLeniently(value);
  const redacted = redactNestedText(decoded, scope, depth);
  if (redacted === decoded) return value;
  return strict === undefined ? CLIENT_REDACTED : redacted;
}
