import { pathStep } from '../../redaction/json-path/normalized-path.js';

/** The paths of all values in JSON that hold no others, such as `$.items[0].name`. */
export function leavesIn(value: unknown, path = '$'): readonly { path: string; value: unknown }[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => leavesIn(item, path + pathStep(index)));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, member]) => leavesIn(member, path + step(name)));
  }
  return [{ path, value }];
}

function step(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : pathStep(name);
}
