import { refuse } from './option-checks.js';

/** Environment variables: `process.env`, or what a test passes. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value. Empty means unset (OpenTelemetry specification, environment variables). */
export function readText(env: Environment, ...names: readonly string[]): string | undefined {
  return names.map((name) => env[name]?.trim()).find((value) => value !== undefined && value !== '');
}

/** A list separated by commas; a comma inside brackets, as in `$['a','b']`, belongs to its item. */
export function readList(env: Environment, name: string): string[] | undefined {
  return readText(env, name)
    ?.split(/,(?![^[]*\])/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

export function readBoolean(env: Environment, name: string): boolean | undefined {
  const value = readText(env, name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (['true', '1', 'yes', 'on'].includes(value)) return true;
  if (['false', '0', 'no', 'off'].includes(value)) return false;
  return refuse(name, 'true or false', value);
}

/** `key=value,key=value` with percent-encoding (W3C Baggage, as OpenTelemetry uses it). */
export function readPairs(env: Environment, name: string): Record<string, string> | undefined {
  const items = readText(env, name)?.split(',');
  if (items === undefined) return undefined;
  const pairs: Record<string, string> = {};
  for (const item of items.filter((each) => each.trim() !== '')) {
    const equals = item.indexOf('=');
    if (equals < 1) refuse(name, 'pairs such as key=value,key=value', 'something else');
    pairs[item.slice(0, equals).trim()] = decoded(name, item.slice(equals + 1).trim());
  }
  return pairs;
}

function decoded(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return refuse(name, 'percent-encoded values', 'an invalid percent sign');
  }
}
