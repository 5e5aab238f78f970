/**
 * Remembers what a function found until the current turn of the event loop ends. All routes are read in one
 * turn, while the app starts; later, classes may have been loaded that change the answer.
 */
export function rememberForNow<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known.value;
    if (found.size === 0) queueMicrotask(() => found.clear());
    const value = find(key);
    found.set(key, { value });
    return value;
  };
}
