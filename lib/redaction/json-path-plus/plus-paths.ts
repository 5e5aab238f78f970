import { copyJson, type JsonCopy } from './json-copy.js';
import { loadJsonPathPlus, type JsonPathPlus } from './load-json-path-plus.js';
import { parsePlusPath, type PlusPath } from './plus-path.js';

/** A place that a path selects in one body, as a path of RFC 9535. */
export interface PlusMatch {
  /** The path of jsonpath-plus that selects it. */
  readonly path: string;
  readonly place: string;
}

/** Every place becomes a path of its own, and the time for them grows faster than they do. */
const MAX_PLACES = 500;
const MAX_PLACE_CHARS = 32_768;

/**
 * Paths of jsonpath-plus. The package is asked where they point to, in a copy, and nothing more: the places are redacted by
 * our own engine, in the bytes.
 */
export interface PlusPaths {
  /** What to redact in a whole JSON text; undefined when that cannot be told. @throws for what is no JSON, and more */
  matchesIn(bytes: Uint8Array): readonly PlusMatch[] | undefined;
}

/** @throws Error for a path that is not understood, or when the package is not installed */
export function compilePlusPaths(paths: readonly string[]): PlusPaths {
  const parsed = paths.map(parsePlusPath);
  const engine = loadJsonPathPlus();
  for (const path of parsed) checkTokens(path, engine);
  return {
    matchesIn(bytes) {
      const copy = copyJson(bytes, (name) => changesMeaning(name, parsed));
      return copy === undefined ? undefined : matchesOf(paths, copy, engine);
    },
  };
}

/** Whatever its expressions for that are: cut in another way, the path would select something else. */
function checkTokens({ path, tokens }: PlusPath, engine: JsonPathPlus): void {
  const actual = engine.tokensOf(path);
  if (actual.length === tokens.length && actual.every((token, index) => token === tokens[index])) return;
  throw new Error(`jsonpath-plus reads "${path}" in another way than it is written: write it in RFC 9535`);
}

/** jsonpath-plus looks for a member that is named like a sign of the path before it reads the sign; backticks escape. */
function changesMeaning(name: string, paths: readonly PlusPath[]): boolean {
  return name.startsWith('`') || paths.some(({ signs }) => signs.has(name));
}

function matchesOf(
  paths: readonly string[],
  copy: JsonCopy,
  engine: JsonPathPlus,
): readonly PlusMatch[] | undefined {
  const matches = new Map<string, PlusMatch>();
  let chars = 0;
  for (const path of paths) {
    for (const { parent, parentProperty } of engine.select(path, copy.root)) {
      const place = copy.pathOf(parent, parentProperty);
      if (place === undefined || matches.has(place)) continue;
      chars += place.length;
      if (matches.size >= MAX_PLACES || chars > MAX_PLACE_CHARS) return undefined;
      matches.set(place, { path, place });
    }
  }
  return [...matches.values()];
}
