import { inspect } from 'node:util';

/** Shorter ones would be found in words that have nothing to do with them. */
const MIN_TRANSFORMED_CHARS = 8;
const MIN_START_CHARS = 8;

/** The values as they are, and as other texts spell them; longest first. */
export function spellingsOf(values: Iterable<string>): readonly string[] {
  const spellings = new Set<string>();
  for (const value of values) for (const spelling of spellingsOfValue(value)) spellings.add(spelling);
  return [...spellings].toSorted((left, right) => right.length - left.length);
}

/**
 * What a message shows of a value that it cuts: half of it or more. Undefined when other texts may begin alike, as URLs
 * do.
 */
export function startOf(value: string): string | undefined {
  const length = Math.max(MIN_START_CHARS, Math.ceil(value.length / 2));
  return length >= value.length || value.includes('://') ? undefined : value.slice(0, length);
}

/** JSON, Node's `inspect`, a URL and a form; and for values that are long enough, other cases and base64. */
function spellingsOfValue(value: string): readonly string[] {
  const wellFormed = value.toWellFormed();
  const encoded = encodeURIComponent(wellFormed);
  const always = [
    value,
    JSON.stringify(value).slice(1, -1),
    inspect(value).slice(1, -1),
    encoded,
    encoded.replaceAll('%20', '+'),
  ];
  if (value.length < MIN_TRANSFORMED_CHARS) return always;
  const base64 = Buffer.from(wellFormed).toString('base64').replace(/=+$/, '');
  return [
    ...always,
    value.toUpperCase(),
    value.toLowerCase(),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}
