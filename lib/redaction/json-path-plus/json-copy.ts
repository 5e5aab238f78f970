import { decodeUtf8 } from '../bodies/utf8.js';
import { outlineOf } from '../json-path/redact-json.js';

/** A parsed body of our own, and where each of its objects and arrays stands. */
export interface JsonCopy {
  readonly root: unknown;
  /** The normalized path (RFC 9535 section 2.7, in double quotes) of what `parent` holds under `name`. */
  pathOf(parent: unknown, name: unknown): string | undefined;
}

const MAX_BYTES = 262_144;
const MAX_DEPTH = 200;
/** On the way to all values taken together: jsonpath-plus copies the way to each of them, which takes most of its time. */
const MAX_STEPS = 25_000;

/**
 * Parses a whole JSON text, unless it is too large, too deep, has a name twice in one object, of which parsing would lose
 * one, or a name that `isForbidden`. Undefined then. @throws SyntaxError for what is no JSON
 */
export function copyJson(bytes: Uint8Array, isForbidden: (name: string) => boolean): JsonCopy | undefined {
  if (bytes.length > MAX_BYTES) return undefined;
  const text = decodeUtf8(bytes, 'complete');
  if (text === undefined) return undefined;
  const root: unknown = JSON.parse(text);
  const places = new Places(root, isForbidden);
  const json = Buffer.from(text);
  const outline = outlineOf(json, new DataView(json.buffer, json.byteOffset, json.byteLength), 0, true);
  return places.areFit && outline.size === places.count
    ? { root, pathOf: (parent, name) => places.pathOf(parent, name) }
    : undefined;
}

interface Place {
  readonly holder: object | undefined;
  readonly step: string;
  readonly depth: number;
}

class Places {
  readonly #places = new Map<object, Place>();
  /** All values. */
  count = 0;
  areFit = true;

  constructor(root: unknown, isForbidden: (name: string) => boolean) {
    const open: object[] = [];
    let steps = 0;
    const add = (value: unknown, holder: object | undefined, step: string, depth: number): void => {
      this.count += 1;
      steps += depth;
      if (typeof value !== 'object' || value === null) return;
      this.#places.set(value, { holder, step, depth });
      if (depth < MAX_DEPTH) open.push(value);
      else this.areFit = false;
    };
    add(root, undefined, '$', 0);
    for (let holder = open.pop(); holder !== undefined && steps <= MAX_STEPS; holder = open.pop()) {
      const depth = (this.#places.get(holder)?.depth ?? 0) + 1;
      for (const [name, value] of Object.entries(holder)) {
        if (!Array.isArray(holder) && isForbidden(name)) this.areFit = false;
        add(value, holder, stepTo(holder, name), depth);
      }
    }
    if (steps > MAX_STEPS) this.areFit = false;
  }

  pathOf(parent: unknown, name: unknown): string | undefined {
    if (parent === null || parent === undefined) return '$';
    // A property of a string, which is no value of its own.
    if (typeof parent !== 'object' || !this.#places.has(parent)) throw new Error('not a value of the body');
    // The length of an array is no value of the body either, and no text shows it.
    if (Array.isArray(parent) && name === 'length') return undefined;
    // A name itself cannot be replaced: what has it goes as a whole.
    let path = name === null ? '' : stepTo(parent, String(name));
    for (let at: object | undefined = parent; at !== undefined;) {
      const place: Place | undefined = this.#places.get(at);
      path = (place?.step ?? '') + path;
      at = place?.holder;
    }
    return path;
  }
}

function stepTo(holder: object, name: string): string {
  return Array.isArray(holder) ? `[${name}]` : `[${JSON.stringify(name)}]`;
}
