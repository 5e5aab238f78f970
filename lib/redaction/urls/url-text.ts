import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { redactPathText } from './path-text.js';
import { decodeComponent } from './percent-encoding.js';
import { redactQueryText } from './query-text.js';
import type { UrlScope } from './url-scope.js';

/** A URL reference cut at its delimiters (RFC 3986 appendix B); joining the parts gives the text back. */
export interface UrlParts {
  /** Up to and with the slashes before the authority; empty for a reference without one. */
  readonly prefix: string;
  readonly authority: string;
  readonly path: string;
  readonly query?: string | undefined;
  readonly fragment?: string | undefined;
}

/** As browsers read it: any number and direction of slashes starts an authority, after `http:` or `https:` none at all. */
const AUTHORITY = /^(\s*(?:https?:[\\/]*|[a-z][a-z0-9+.-]*:[\\/]{2}|[\\/]{2,}))([^\\/]*)/i;
/** An empty port is not accepted: the password of `user:/pass@host` would start behind it. */
const HOST_AND_PORT = /^(?:\[[^[\]@]*\]|[^:@[\]=&;\s"'<>]*)(?::\d+)?$/;

/**
 * Redacts a whole or relative URL as text. `new URL().toString()` is never used: it would rewrite what it
 * parses, and throw on what real clients send.
 */
export function redactUrlText(url: string, scope: UrlScope, depth = 0): string {
  const parts = splitUrl(url);
  const authority = redactAuthority(parts, scope);
  // What follows an authority that cannot be read may be the rest of a password.
  if (authority === undefined || hidesUserinfo(url, parts)) return CLIENT_REDACTED;
  const query = parts.query === undefined ? '' : `?${redactQueryText(parts.query, scope, depth)}`;
  // Fragments carry parameters (`#access_token=…`) and whole routes (`#/reset?token=…`).
  const fragment = parts.fragment === undefined ? '' : `#${scope.redactNested(parts.fragment, depth)}`;
  return parts.prefix + authority + redactPathText(parts.path, scope, depth) + query + fragment;
}

export function splitUrl(url: string, start: 'authority-first' | 'path-first' = 'authority-first'): UrlParts {
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const mark = beforeHash.indexOf('?');
  const hierarchy = mark === -1 ? beforeHash : beforeHash.slice(0, mark);
  const found = start === 'authority-first' ? AUTHORITY.exec(hierarchy) : null;
  const [origin = '', prefix = '', authority = ''] = found ?? [];
  return {
    prefix,
    authority,
    path: hierarchy.slice(origin.length),
    query: mark === -1 ? undefined : beforeHash.slice(mark + 1),
    fragment: hash === -1 ? undefined : url.slice(hash + 1),
  };
}

/** Browsers and Node leave tabs and line ends out before they look for an authority (WHATWG URL section 4.4). */
function hidesUserinfo(url: string, { authority }: UrlParts): boolean {
  if (!/[\t\n\r]/.test(url)) return false;
  const read = splitUrl(url.replace(/[\t\n\r]/g, '')).authority;
  return read.includes('@') && read !== authority;
}

/**
 * The host and port, without userinfo, which ends at the **last** `@`. Undefined when it is no host and port, or when
 * another `@` behind it leaves open whether the password ended here.
 */
export function redactAuthority(
  { authority, path, query, fragment }: UrlParts,
  scope: UrlScope,
): string | undefined {
  const at = authority.lastIndexOf('@');
  if (at === -1 && HOST_AND_PORT.test(authority)) return authority;
  const hostAndPort = authority.slice(at + 1);
  const [, ...password] = authority.slice(0, Math.max(at, 0)).split(':');
  if (at !== -1) {
    scope.tally.count('url userinfo');
    scope.tainted.add(password.join(':'));
    scope.tainted.add(decodeComponent(password.join(':'), 'plus-is-plus') ?? '');
  }
  const isOpen = password.length > 0 && [path, query, fragment].some((part) => part?.includes('@'));
  if (HOST_AND_PORT.test(hostAndPort) && !isOpen) return hostAndPort;
  scope.tally.count('undecodable');
  return undefined;
}
