import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { decodeComponent } from '../urls/percent-encoding.js';

export interface RedactedCookies {
  readonly text: string;
  readonly values: readonly string[];
}

/** An RFC 9110 token of a sane length; anything else in a name's place is not shown. */
const COOKIE_NAME = /^[\w!#$%&'*+.^`|~-]{1,64}$/;
/** The attributes of RFC 6265bis and the browsers' own; others could carry anything. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'domain',
  'expires',
  'httponly',
  'max-age',
  'partitioned',
  'path',
  'priority',
  'samesite',
  'secure',
]);

/** A date for `Expires`, else nothing that could be a further cookie. */
const ATTRIBUTE = /^(?:expires\s*=[\w :+,-]*|[^=,]*(?:=[^=,]*)?)$/i;

/** `Cookie: a=1; b=2` keeps its names. */
export function redactCookie(header: string): RedactedCookies {
  const values: string[] = [];
  const redacted: string[] = [];
  let isQuoted = false;
  for (const piece of header.split(';')) {
    const pair = piece.trim();
    // In an open quote a semicolon separates nothing for some parsers: what looks like a name is a piece of a value.
    const text = redactPair(pair, values);
    redacted.push(isQuoted ? CLIENT_REDACTED : text);
    isQuoted = isQuoted ? !pair.endsWith('"') : opensQuote(pair);
  }
  return { text: redacted.join('; '), values };
}

/** `Set-Cookie` keeps the cookie's name and its known attributes. */
export function redactSetCookie(header: string): RedactedCookies {
  const values: string[] = [];
  const [pair = '', ...attributes] = header.split(';');
  const text = [
    redactPair(pair.trim(), values),
    ...attributes.map((attribute) => redactAttribute(attribute.trim())),
  ];
  return { text: text.join('; '), values };
}

function opensQuote(pair: string): boolean {
  const value = pair.slice(pair.indexOf('=') + 1).trim();
  return value.startsWith('"') && !(value.length > 1 && value.endsWith('"'));
}

function redactPair(pair: string, values: string[]): string {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  const value = pair.slice(equals + 1).trim();
  // As parsers give it to the app, which may quote it in an error.
  const unquoted = value.replace(/^"(.*)"$/s, '$1');
  values.push(value, unquoted, decodeComponent(unquoted, 'plus-is-plus') ?? '');
  return COOKIE_NAME.test(name) ? `${name}=${CLIENT_REDACTED}` : CLIENT_REDACTED;
}

function redactAttribute(attribute: string): string {
  const name = attribute.split('=', 1)[0]?.trim().toLowerCase() ?? '';
  return ATTRIBUTES.has(name) && ATTRIBUTE.test(attribute) ? attribute : CLIENT_REDACTED;
}
