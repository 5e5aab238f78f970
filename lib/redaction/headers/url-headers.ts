import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import type { UrlScope } from '../urls/url-scope.js';
import { redactUrlText } from '../urls/url-text.js';

/** Headers whose value is a URL reference. `origin` has neither path nor query. */
const URL_HEADERS: ReadonlySet<string> = new Set([
  'content-location',
  'destination',
  'location',
  'referer',
  'referrer',
  'x-envoy-original-path',
  'x-forwarded-uri',
  'x-forwarded-url',
  'x-original-uri',
  'x-original-url',
  'x-request-uri',
  'x-rewrite-url',
]);

/** A value that is a URL, or a path with a query, under any name: `x-callback-url: https://…`. */
const URL_VALUE = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|\/[^\s,;?]*\?)/i;

/** The redaction of a header that bears URLs, by its name or by its value; undefined for every other header. */
export function urlHeaderRedaction(
  lowerCaseName: string,
  value: string,
): ((value: string, scope: UrlScope) => string) | undefined {
  if (URL_HEADERS.has(lowerCaseName)) return redactUrlText;
  if (lowerCaseName === 'link') return redactLink;
  if (lowerCaseName === 'refresh') return redactRefresh;
  const mayBeUrl = value.includes('://') || value.includes('?');
  return mayBeUrl && URL_VALUE.test(value) ? redactUrlText : undefined;
}

/** Whether a header bears URLs, in which a value redacted elsewhere may stand again. */
export function isUrlHeader(lowerCaseName: string, value: string): boolean {
  return urlHeaderRedaction(lowerCaseName, value) !== undefined;
}

/** RFC 8288: `<url>; rel="next"; anchor="url", <url>; …`. A bracket that is not closed is not believed. */
function redactLink(value: string, scope: UrlScope): string {
  return value
    .replace(/<([^>]*)(>|$)/g, (_, url: string, close: string) =>
      close === '' ? CLIENT_REDACTED : `<${redactUrlText(url, scope)}>`,
    )
    .replace(
      /(\banchor\s*=\s*"?)([^",;>]*)/gi,
      (_, start: string, url: string) => start + redactUrlText(url, scope),
    );
}

/** `5; url=https://…` */
function redactRefresh(value: string, scope: UrlScope): string {
  const [, start = '', url = ''] = /^([\d.\s]*[;,]?\s*(?:url\s*=\s*)?["']?)(.*)$/is.exec(value) ?? [];
  return start + redactUrlText(url, scope);
}
