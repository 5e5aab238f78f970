import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';
import { blankGraphqlLiterals, looksLikeGraphql } from './bodies/graphql-document.js';
import { decodeComponent } from './percent-encoding.js';
import { redactQueryText } from './query-text.js';
import type { UrlScope } from './url-scope.js';
import { redactUrlText } from './url-text.js';

const MAX_NESTING = 4;
const URL_LIKE = /^\s*(?:[a-z][a-z0-9+.-]*:)?[\\/]|[?#]/i;
const PERCENT_ENCODED = /%[0-9a-f]{2}/i;
const JSON_LIKE = /^\s*[[{"]/;

/**
 * Redacts what a decoded value carries inside: a secret, JSON, GraphQL, another URL, more parameters, or any
 * of them encoded once more. A value nested too deep to follow is redacted whole.
 */
export function redactNestedText(value: string, scope: UrlScope, depth: number): string {
  const label = scope.detectSecret(value);
  if (label !== undefined) {
    scope.tally.count(`detector ${label}`);
    return CLIENT_REDACTED;
  }
  const json = JSON_LIKE.test(value) ? scope.redactJsonText(value) : value;
  if (json !== value) return json;
  // GraphQL over GET: the document is a parameter.
  if (looksLikeGraphql(value)) return blankGraphqlLiterals(value) ?? CLIENT_REDACTED;
  const redact = redactionFor(value);
  if (redact === undefined) return value;
  if (depth < MAX_NESTING) return redact(value, scope, depth + 1);
  scope.tally.count('nesting');
  return CLIENT_REDACTED;
}

function redactionFor(value: string): ((text: string, scope: UrlScope, depth: number) => string) | undefined {
  const hasParameters = value.includes('=');
  // A fragment such as `/view&token=…` looks like a path, and holds parameters that no `?` announces.
  if (URL_LIKE.test(value)) return hasParameters && !value.includes('?') ? redactUrlAndQuery : redactUrlText;
  if (hasParameters) return redactQueryText;
  return PERCENT_ENCODED.test(value) ? redactEncodedAgain : undefined;
}

function redactUrlAndQuery(value: string, scope: UrlScope, depth: number): string {
  return redactQueryText(redactUrlText(value, scope, depth), scope, depth);
}

function redactEncodedAgain(value: string, scope: UrlScope, depth: number): string {
  const decoded = decodeComponent(value, 'plus-is-plus');
  if (decoded === undefined) return value;
  const redacted = redactNestedText(decoded, scope, depth);
  return redacted === decoded ? value : redacted;
}
