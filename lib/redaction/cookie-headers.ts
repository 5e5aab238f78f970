import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';

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

/** `Cookie: a=1; b=2` keeps its names. */
export function redactCookie(header: string): RedactedCookies {
  const values: string[] = [];
  const text = header
    .split(';')
    .map((pair) => redactPair(pair.trim(), values))
    .join('; ');
  return { text, values };
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

function redactPair(pair: string, values: string[]): string {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  values.push(pair.slice(equals + 1).trim());
  return COOKIE_NAME.test(name) ? `${name}=${CLIENT_REDACTED}` : CLIENT_REDACTED;
}

function redactAttribute(attribute: string): string {
  const name = attribute.split('=', 1)[0]?.trim().toLowerCase() ?? '';
  return ATTRIBUTES.has(name) ? attribute : CLIENT_REDACTED;
}
