import { nullRecord } from '../../exchange/null-record.js';
import type { HeaderMap } from '../../exchange/exchange.js';
import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { isUrlHeader } from '../headers/url-headers.js';
import type { RedactedUrl } from '../urls/url-rules.js';

type MaskText = (text: string) => string;

/** Masks, in a redacted URL, the values that were redacted elsewhere in the exchange. */
export function maskUrlValues(url: RedactedUrl, maskValues: MaskText): RedactedUrl {
  const pathParams = withValues(url.pathParams, (value) => maskValues(value));
  const texts = [url.url, url.path];
  for (const name of Object.keys(url.query)) texts.push(name, ...(url.query[name] ?? []));
  const joined = texts.join(SEPARATOR);
  const maskedTexts = maskValues(joined);
  if (maskedTexts === joined && pathParams === url.pathParams) return url;
  const [maskedUrl = '', maskedPath = '', ...parameters] = split(maskedTexts, texts, maskValues);
  const query: Record<string, readonly string[]> = nullRecord();
  let read = 0;
  for (const values of Object.values(url.query)) {
    const name = parameters[read] ?? CLIENT_REDACTED;
    const masked = parameters.slice(read + 1, read + 1 + values.length);
    query[name] = [...(query[name] ?? []), ...masked];
    read += 1 + values.length;
  }
  return { url: maskedUrl, path: maskedPath, host: url.host, query, pathParams };
}

/**
 * As {@link maskUrlValues}, for the headers that bear URLs: a `location` leads back to where the secret
 * stood.
 */
export function maskUrlHeaders(headers: HeaderMap, maskValues: MaskText): HeaderMap {
  const maskOne = (name: string, text: string): string => (isUrlHeader(name, text) ? maskValues(text) : text);
  return withValues(headers, (value, name) =>
    typeof value === 'string' ? maskOne(name, value) : value.map((text) => maskOne(name, text)),
  );
}

/** The same record where none of its values changes; else a copy, without a prototype as the record itself. */
function withValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => Value,
): Readonly<Record<string, Value>> {
  let changed: Record<string, Value> | undefined;
  for (const name of Object.keys(record)) {
    const value = record[name];
    const shown = value === undefined ? value : change(value, name);
    if (shown !== undefined && shown !== value)
      (changed ??= Object.assign(nullRecord<Value>(), record))[name] = shown;
  }
  return changed ?? record;
}

/** No decoded text holds it: two halves of characters that belong to nothing. */
const SEPARATOR = '\ud800\ud800';

/** One text costs one search for every value, many texts would cost many: they are masked as one, and taken apart again. */
function split(maskedTexts: string, texts: readonly string[], maskValues: MaskText): readonly string[] {
  const masked = maskedTexts.split(SEPARATOR);
  // A value that ends in half a separator took it along.
  return masked.length === texts.length ? masked : texts.map(maskValues);
}
