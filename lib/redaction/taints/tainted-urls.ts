import { nullRecord } from '../../exchange/null-record.js';
import type { HeaderMap } from '../../exchange/exchange.js';
import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { isUrlHeader } from '../headers/url-headers.js';
import type { RedactedUrl } from '../urls/url-rules.js';

type MaskText = (text: string) => string;

/** Masks, in a redacted URL, the values that were redacted elsewhere in the exchange. */
export function maskUrlValues(url: RedactedUrl, maskValues: MaskText): RedactedUrl {
  const texts = [
    url.url,
    url.path,
    ...Object.entries(url.query).flatMap(([name, values]) => [name, ...values]),
  ];
  const [maskedUrl = '', maskedPath = '', ...parameters] = maskAll(texts, maskValues);
  const query: Record<string, readonly string[]> = nullRecord();
  let read = 0;
  for (const values of Object.values(url.query)) {
    const name = parameters[read] ?? CLIENT_REDACTED;
    const masked = parameters.slice(read + 1, read + 1 + values.length);
    query[name] = [...(query[name] ?? []), ...masked];
    read += 1 + values.length;
  }
  const pathParams: Record<string, string> = nullRecord();
  for (const [name, value] of Object.entries(url.pathParams)) pathParams[name] = maskValues(value);
  return { ...url, url: maskedUrl, path: maskedPath, query, pathParams };
}

/**
 * As {@link maskUrlValues}, for the headers that bear URLs: a `location` leads back to where the secret
 * stood.
 */
export function maskUrlHeaders(headers: HeaderMap, maskValues: MaskText): HeaderMap {
  const masked: Record<string, string | readonly string[]> = nullRecord();
  for (const [name, value] of Object.entries(headers)) {
    const maskOne = (text: string): string => (isUrlHeader(name, text) ? maskValues(text) : text);
    masked[name] = typeof value === 'string' ? maskOne(value) : value.map(maskOne);
  }
  return masked;
}

/** No decoded text holds it: two halves of characters that belong to nothing. */
const SEPARATOR = '\ud800\ud800';

/** One text costs one search for every value, many texts would cost many. */
function maskAll(texts: readonly string[], maskValues: MaskText): readonly string[] {
  const masked = maskValues(texts.join(SEPARATOR)).split(SEPARATOR);
  // A value that ends in half a separator took it along.
  return masked.length === texts.length ? masked : texts.map(maskValues);
}
