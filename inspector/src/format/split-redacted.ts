import { CLIENT_REDACTED } from '../../../lib/exchange/redacted-exchange.js';

export type TextPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'redacted' };

/** A text, with each marker in it apart. In a URL it may stand percent-encoded. */
export function splitRedacted(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  for (const [index, part] of text.split(MARKERS).entries()) {
    if (index > 0) parts.push({ kind: 'redacted' });
    if (part !== '') parts.push({ kind: 'text', text: part });
  }
  return parts;
}

const MARKERS = new RegExp(
  [CLIENT_REDACTED, encodeURIComponent(CLIENT_REDACTED)]
    .map((marker) => marker.replace(/[[\]]/g, String.raw`\$&`))
    .join('|'),
  'i',
);
