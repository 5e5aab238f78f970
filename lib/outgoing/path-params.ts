import { nullRecord } from '../exchange/null-record.js';

/**
 * The named parts of a path, by its template: `/todos/:id` finds `id` in `https://host/api/todos/7`. The
 * template is compared from the end, since a base URL may stand before it. None where it does not fit.
 */
export function pathParamsOf(template: string | undefined, url: string): Readonly<Record<string, string>> {
  // No prototype: a parameter may be called `__proto__`.
  const params: Record<string, string> = nullRecord();
  const names = segmentsOf(template ?? '');
  const values = segmentsOf(url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')).slice(
    -names.length || Infinity,
  );
  if (names.length === 0 || values.length < names.length) return params;
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = decoded(value);
    else if (name !== value) return nullRecord();
  }
  return params;
}

function segmentsOf(path: string): readonly string[] {
  const [plain = ''] = path.split(/[?#]/, 1);
  return plain.split('/').filter((segment) => segment !== '');
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
