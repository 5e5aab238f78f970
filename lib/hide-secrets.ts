/** Options that hold secrets, or may. */
const SECRET_OPTIONS = ['apiKey', 'headers', 'tls', 'proxy'] as const;

/**
 * The same options, whose secrets an inspection does not show: Nest keeps them in its container for as long as the app
 * lives, and `console.log(app)` prints them. They are read as before.
 */
export function hideSecrets<Options>(options: Options): Options {
  if (typeof options !== 'object' || options === null) return options;
  const hidden = { ...options };
  for (const name of SECRET_OPTIONS) {
    if (!Object.hasOwn(options, name)) continue;
    const value: unknown = Reflect.get(options, name);
    Object.defineProperty(hidden, name, { enumerable: true, get: () => value });
  }
  return hidden;
}
