import { inspect } from 'node:util';

const MAX_CHARS = 200;

/** A value as a message shows it: in one line, cut where it is long. */
export function shown(value: unknown): string {
  const asymmetric: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'toAsymmetricMatcher') : undefined;
  const text =
    typeof asymmetric === 'function'
      ? String(Reflect.apply(asymmetric, value, []))
      : inspect(value, { depth: 4, breakLength: Number.POSITIVE_INFINITY });
  return text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS)}…`;
}

/** What was selected and should not be readable: enough to recognise it, never all of it. */
export function masked(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const characters = [...text];
  const length = `${characters.length} character${characters.length === 1 ? '' : 's'}`;
  // Of a short one, its ends would be most of it.
  if (characters.length < 6) return `a value of ${length}`;
  return `"${characters[0]}…${characters.at(-1)}" (${length})`;
}
