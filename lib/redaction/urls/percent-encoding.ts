import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';

/**
 * Decodes one component of a URL or form; undefined when it is not valid percent-encoded UTF-8 (RFC 3986
 * section 2.1).
 */
export function decodeComponent(text: string, spaces: 'plus-is-space' | 'plus-is-plus'): string | undefined {
  const spaced = spaces === 'plus-is-space' ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // The caller redacts what cannot be decoded.
    return undefined;
  }
}

export const PERCENT_ENCODED = /%[0-9a-f]{2}/i;

/** Decodes byte by byte what can be decoded, as servers do that take any input. */
export function decodeLeniently(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const ENCODED_MARKER = encodeURIComponent(CLIENT_REDACTED);

/** Encodes a component, but leaves the marker readable. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(ENCODED_MARKER, CLIENT_REDACTED);
}
