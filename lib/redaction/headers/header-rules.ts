import { nullRecord } from '../../exchange/null-record.js';
import type { HeaderMap } from '../../exchange/exchange.js';
import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { redactAuthorization } from './authorization-header.js';
import { redactCookie, redactSetCookie } from './cookie-headers.js';
import { urlHeaderRedaction } from './url-headers.js';
import type { HeaderFactsOf } from './header-facts.js';
import type { UrlScope } from '../urls/url-scope.js';

export interface HeaderRules {
  readonly headerFacts: HeaderFactsOf;
  /** What every other value goes through. */
  readonly maskText: (text: string, scope: UrlScope) => string;
}

const MAX_HEADERS = 128;
const MAX_VALUE_CHARS = 8192;
/** What Node accepts in a whole header block by default: a longer value is not read at all. */
const MAX_READABLE_CHARS = 16_384;
/** A short cookie value is a preference (`lang=en`), and as a taint it would blot out ordinary words. */
const MIN_TAINTED_COOKIE_CHARS = 8;

/** Redacts headers by lower-cased **name**. Repeated headers keep their number; the map has no prototype. */
export function redactHeaders(headers: HeaderMap, rules: HeaderRules, scope: UrlScope): HeaderMap {
  const redacted: Record<string, string | readonly string[]> = nullRecord();
  const names = Object.keys(headers);
  for (let index = 0; index < names.length && index < MAX_HEADERS; index += 1) {
    const name = names[index] ?? '';
    const value = headers[name];
    const lowerCaseName = name.toLowerCase();
    redacted[lowerCaseName] = Array.isArray(value)
      ? value.map((text) => redactSafely(lowerCaseName, text, rules, scope))
      : redactSafely(lowerCaseName, String(value), rules, scope);
  }
  if (names.length > MAX_HEADERS) scope.tally.count('header limit', names.length - MAX_HEADERS);
  return redacted;
}

/** A header that cannot be redacted costs only itself. */
function redactSafely(lowerCaseName: string, value: string, rules: HeaderRules, scope: UrlScope): string {
  try {
    return redactValue(lowerCaseName, value, rules, scope);
  } catch {
    scope.tally.count('failed header');
    return CLIENT_REDACTED;
  }
}

function redactValue(lowerCaseName: string, value: string, rules: HeaderRules, scope: UrlScope): string {
  const { rule, isSuspicious, plainValues } = rules.headerFacts(lowerCaseName);
  if (rule !== undefined) {
    scope.tally.count(rule);
    return redactCredentials(lowerCaseName, value, scope);
  }
  if (plainValues.has(value)) {
    if (isSuspicious) scope.tally.passed.add(lowerCaseName);
    return value;
  }
  if (value.length > MAX_READABLE_CHARS) return CLIENT_REDACTED;
  const redactUrls = urlHeaderRedaction(lowerCaseName, value);
  const redacted = rules.maskText(redactUrls === undefined ? value : redactUrls(value, scope), scope);
  if (redacted !== '' && redacted !== CLIENT_REDACTED) {
    if (isSuspicious) scope.tally.passed.add(lowerCaseName);
    // What is found in a URL depends on the exchange.
    if (redacted === value && redactUrls === undefined) plainValues.add(value);
  }
  // Cut after redaction: a secret that is cut first is no longer recognised.
  return redacted.length > MAX_VALUE_CHARS ? redacted.slice(0, MAX_VALUE_CHARS) + CLIENT_REDACTED : redacted;
}

/** What is known about a header's syntax decides how much of it may stay. */
function redactCredentials(lowerCaseName: string, value: string, scope: UrlScope): string {
  if (value.length > MAX_READABLE_CHARS) return CLIENT_REDACTED;
  switch (lowerCaseName) {
    case 'cookie':
    case 'set-cookie': {
      const { text, values } = lowerCaseName === 'cookie' ? redactCookie(value) : redactSetCookie(value);
      for (const cookie of values) if (cookie.length >= MIN_TAINTED_COOKIE_CHARS) scope.tainted.add(cookie);
      return text;
    }
    case 'authorization':
    case 'proxy-authorization': {
      const { text, values } = redactAuthorization(value);
      for (const credential of values) scope.tainted.add(credential);
      return text;
    }
    default:
      scope.tainted.add(value);
      return CLIENT_REDACTED;
  }
}
