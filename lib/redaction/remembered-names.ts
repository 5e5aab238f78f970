/** The label of the rule that a name falls under, if any. */
export type NameMatcher = (name: string) => string | undefined;

/**
 * Names above this length are matched again each time: remembering them would let a request decide how much
 * we hold.
 */
const MAX_NAME_CHARS = 64;
const MAX_NAMES = 2048;

/**
 * Remembers what a matcher said of the names it saw: an app's names are few and come again with every
 * request.
 */
export function rememberNames(match: NameMatcher): NameMatcher {
  const known = new Map<string, string | undefined>();
  return (name) => {
    if (name.length > MAX_NAME_CHARS) return match(name);
    const label = known.get(name);
    if (label !== undefined || known.has(name)) return label;
    // Forgotten all at once, so that a client with ever new names does not slow down everybody after it.
    if (known.size >= MAX_NAMES) known.clear();
    const found = match(name);
    known.set(name, found);
    return found;
  };
}
