import { ownText } from './own-text.js';

/**
 * Names above this length are matched again each time: remembering them would let a request decide how much
 * we hold.
 */
const MAX_NAME_CHARS = 64;
const MAX_NAMES = 2048;

/**
 * Remembers what was found out about the names it saw: an app's names are few and come again with every
 * request.
 */
export function rememberNames<Found>(find: (name: string) => Found): (name: string) => Found {
  const known = new Map<string, { readonly found: Found }>();
  return (name) => {
    if (name.length > MAX_NAME_CHARS) return find(name);
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered.found;
    const found = find(name);
    // Forgotten all at once, so that a client with ever new names does not slow down everybody after it.
    if (known.size >= MAX_NAMES) known.clear();
    known.set(ownText(name), { found });
    return found;
  };
}
