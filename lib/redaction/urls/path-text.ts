import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { decodeComponent, encodeComponent } from './percent-encoding.js';
import { redactQueryText } from './query-text.js';
import type { UrlScope } from './url-scope.js';

/**
 * Redacts the segments of a path that are secrets by themselves, carry `;name=value` parameters, or another
 * URL.
 */
export function redactPathText(path: string, scope: UrlScope, depth = 0): string {
  if (path === '' || path === '/') return path;
  const segments = withoutUserinfo(path, scope).split('/');
  if (!scope.work.take(segments.length)) {
    scope.tally.count('work limit');
    return `/${CLIENT_REDACTED}`;
  }
  return segments.map((segment) => redactSegment(segment, scope, depth)).join('/');
}

/** A proxied URL stands in the path unencoded: `/proxy/https://user:password@host/`. */
function withoutUserinfo(path: string, scope: UrlScope): string {
  if (!path.includes('@')) return path;
  return path.replace(/(:\/{1,2})[^/]*@/g, (_, slashes: string) => {
    scope.tally.count('url userinfo');
    return slashes;
  });
}

function redactSegment(segment: string, scope: UrlScope, depth: number): string {
  if (segment === '' || segment === CLIENT_REDACTED) return segment;
  if (segment.includes('=')) return redactQueryText(segment, scope, depth);
  const decoded = decodeComponent(segment, 'plus-is-plus');
  if (decoded === undefined) {
    scope.tally.count('undecodable');
    return CLIENT_REDACTED;
  }
  // A segment without encoding is no URL of its own: slashes and question marks would have ended it.
  const label = scope.detectSecret(decoded);
  if (label !== undefined) {
    scope.tally.count(`detector ${label}`);
    return CLIENT_REDACTED;
  }
  if (decoded === segment) return segment;
  const redacted = scope.redactNested(decoded, depth);
  return redacted === decoded ? segment : encodeComponent(redacted);
}
