import { pathStep } from '../../../lib/redaction/json-path/normalized-path.js';

/** The normalized path (RFC 9535, 2.7) of a member. */
export function memberPath(parent: string, name: string): string {
  return parent + pathStep(name);
}

export function itemPath(parent: string, index: number): string {
  return parent + pathStep(index);
}

/** `$['card']['number']` as one would write it: `$.card.number`. */
export function shortPath(normalized: string): string {
  return normalized.replace(/\['([A-Za-z_][A-Za-z0-9_]*)'\]/g, '.$1');
}
