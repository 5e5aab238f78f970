import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';

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

const ENCODED_MARKER = encodeURIComponent(CLIENT_REDACTED);

/** Encodes a component, but leaves the marker readable. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(ENCODED_MARKER, CLIENT_REDACTED);
}
