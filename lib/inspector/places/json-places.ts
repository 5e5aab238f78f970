import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import type { BodyRules } from '../../redaction/bodies/body-context.js';
import { JsonOutline } from '../../redaction/json-path/json-outline.js';
import { outlineOf, redactJson } from '../../redaction/json-path/redact-json.js';
import { pathStep } from '../../redaction/json-path/normalized-path.js';
import { asBuffer } from '../../memory/as-buffer.js';

export interface JsonPlace {
  /** The normalized path. */
  readonly at: string;
  readonly rules: readonly string[];
}

/**
 * Where the marker stands in redacted JSON. The rules are asked again, of the redacted text: what a path selects by names
 * and positions is still there. A filter on a value that was redacted itself no longer holds, and then no rule is named.
 */
export function jsonPlaces(
  text: string,
  complete: boolean,
  rules: BodyRules | undefined,
): readonly JsonPlace[] {
  const bytes = Buffer.from(text.replace(/^\uFEFF/, ''));
  const outline = outlineOf(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, complete);
  const selected = rules === undefined ? NONE : rulesByStart(bytes, complete, rules);
  return [...markersIn(outline)].map(({ node, at }) => ({
    at,
    rules: selected.get(outline.start[node] ?? -1) ?? [],
  }));
}

const NONE: ReadonlyMap<number, readonly string[]> = new Map();

/** By where a value begins, the rules that select it. */
function rulesByStart(
  bytes: Uint8Array,
  complete: boolean,
  { automaton, automatonFor }: BodyRules,
): ReadonlyMap<number, readonly string[]> {
  const forBody = automatonFor?.(bytes, complete);
  const selected = new Map<number, readonly string[]>();
  redactJson(bytes, typeof forBody === 'object' ? forBody : automaton, {
    complete,
    maxOutputBytes: Number.POSITIVE_INFINITY,
    onMatch: (rule, start, _end, place) => selected.set(start, [...new Set([rule, ...place.rules])]),
  });
  return selected;
}

interface OpenContainer {
  readonly node: number;
  readonly at: string;
  /** Values directly inside that came already. */
  taken: number;
}

/** The strings that hold the marker, in document order, with their normalized paths. */
function* markersIn(outline: JsonOutline): Generator<{ readonly node: number; readonly at: string }> {
  const names = [...outline.names.keys()];
  const open: OpenContainer[] = [];
  for (let node = 0; node < outline.size; node += 1) {
    while (isOver(open.at(-1), node, outline)) open.pop();
    const container = open.at(-1);
    const at = container === undefined ? '$' : container.at + stepTo(node, container, outline, names);
    if (container !== undefined) container.taken += 1;
    if (outline.isObject(node) || outline.isArray(node)) open.push({ node, at, taken: 0 });
    else if (holdsMarker(outline, node)) yield { node, at };
  }
}

function isOver(container: OpenContainer | undefined, node: number, outline: JsonOutline): boolean {
  return container !== undefined && node >= (outline.next[container.node] ?? 0);
}

function stepTo(
  node: number,
  container: OpenContainer,
  outline: JsonOutline,
  names: readonly string[],
): string {
  const name = names[outline.nameId[node] ?? -1];
  return pathStep(name ?? container.taken);
}

function holdsMarker({ bytes, start, end }: JsonOutline, node: number): boolean {
  const from = start[node] ?? 0;
  const to = end[node] ?? -1;
  return to > from && asBuffer(bytes).subarray(from, to).includes(CLIENT_REDACTED);
}
