/** An option that cannot be used. The message says what was expected, what was got and how to mend it. */
export class APIToolkitConfigError extends Error {
  override readonly name = 'APIToolkitConfigError';
}

/** Stops the boot. */
export function refuse(option: string, expected: string, got: unknown): never {
  throw new APIToolkitConfigError(`APIToolkitModule: ${option}: expected ${expected}, got ${shown(got)}.`);
}

export function checkBoolean(option: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse(option, 'true or false', value);
}

export function checkText(option: string, value: unknown): string {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : refuse(option, 'a non-empty string', value);
}

export function checkTexts(option: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return refuse(option, 'an array of strings', value);
  return Object.freeze(value.map((each: unknown, index) => checkText(`${option}[${index}]`, each)));
}

export function checkNumber(option: string, value: unknown, min: number, max: number): number {
  const isInRange = typeof value === 'number' && value >= min && value <= max;
  return isInRange ? value : refuse(option, `a number from ${min} to ${max}`, value);
}

export function checkInteger(option: string, value: unknown, min: number, max: number): number {
  const isInRange = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
  return isInRange ? value : refuse(option, `a whole number from ${min} to ${max}`, value);
}

export function checkChoice<const Choice extends string>(
  option: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((each) => each === value);
  return choice ?? refuse(option, choices.map((each) => `'${each}'`).join(' or '), value);
}

export function checkFunction<Fn extends (...args: never[]) => unknown>(option: string, value: Fn): Fn {
  return typeof value === 'function' ? value : refuse(option, 'a function', value);
}

/** Refuses names that mean nothing, with the nearest one that does. */
export function checkKnown(owner: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(owner, 'an object', value);
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const nearest = known.find((each) => each.toLowerCase() === name.toLowerCase()) ?? nearestTo(name, known);
    throw new APIToolkitConfigError(
      `APIToolkitModule: ${owner} has no option '${name}'.${nearest ? ` Did you mean '${nearest}'?` : ` It has: ${known.join(', ')}.`}`,
    );
  }
}

function nearestTo(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((each) => ({ each, distance: editDistance(name.toLowerCase(), each.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= 3 ? best.each : undefined;
}

/** Levenshtein's distance, a row at a time. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const substituted = (row[column - 1] ?? 0) + (character === other[column - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Never the content of a string longer than a word: an option may be a key. */
function shown(value: unknown): string {
  if (typeof value === 'string')
    return value.length > 24 ? `a string of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'symbol' || typeof value === 'function' ? `a ${typeof value}` : String(value);
}
