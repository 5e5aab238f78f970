/** Reads a normalised path (RFC 9535 section 2.7) such as `$['a'][0]`. */
export function parseNormalizedPath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const [, index, name = ''] of path.matchAll(/\[(?:(\d+)|'((?:[^'\\]|\\.)*)')\]/g)) {
    steps.push(index === undefined ? unescapeName(name) : Number(index));
  }
  return steps;
}

/** A copy of `value` with the marker in place of every location: the plainest redaction there can be. */
export function redactValue(value: unknown, locations: readonly (readonly (string | number)[])[]): unknown {
  return copy(value, [], new Set(locations.map((location) => JSON.stringify(location))));
}

function copy(value: unknown, location: readonly (string | number)[], chosen: ReadonlySet<string>): unknown {
  if (chosen.has(JSON.stringify(location))) return '[CLIENT_REDACTED]';
  if (Array.isArray(value)) return value.map((element, index) => copy(element, [...location, index], chosen));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, copy(member, [...location, name], chosen)]),
  );
}

function unescapeName(name: string): string {
  return String(JSON.parse(`"${name.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`));
}
