import type { HeaderMap } from '../../exchange/exchange.js';

/**
 * The text of a header field. Repeated and different, its values are joined, and then name no type and no
 * encoding that is known.
 */
export function headerText(headers: HeaderMap, lowerCaseName: string): string | undefined {
  const value = Object.hasOwn(headers, lowerCaseName) ? headers[lowerCaseName] : undefined;
  return typeof value === 'object' ? [...new Set(value)].join(', ') : value;
}
