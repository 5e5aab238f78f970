import type { HeaderMap } from '../exchange/exchange.js';
import { isUrlHeader } from './url-headers.js';
import type { RedactedUrl } from './url-rules.js';

type MaskText = (text: string) => string;

/** Masks, in a redacted URL, the values that were redacted elsewhere in the exchange. */
export function maskUrlValues(url: RedactedUrl, maskValues: MaskText): RedactedUrl {
  const query: Record<string, readonly string[]> = Object.create(null);
  for (const [name, values] of Object.entries(url.query)) query[maskValues(name)] = values.map(maskValues);
  const pathParams: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(url.pathParams)) pathParams[name] = maskValues(value);
  return { ...url, url: maskValues(url.url), path: maskValues(url.path), query, pathParams };
}

/**
 * As {@link maskUrlValues}, for the headers that bear URLs: a `location` leads back to where the secret
 * stood.
 */
export function maskUrlHeaders(headers: HeaderMap, maskValues: MaskText): HeaderMap {
  const masked: Record<string, string | readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (!isUrlHeader(name)) masked[name] = value;
    else masked[name] = typeof value === 'string' ? maskValues(value) : value.map(maskValues);
  }
  return masked;
}
