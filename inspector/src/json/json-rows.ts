import type { JsonNode } from './json-node.js';
import { itemPath, memberPath } from './json-path.js';

/** A line of the tree. */
export interface JsonRow {
  /** Its place by positions, such as `0.2`: names may repeat. */
  readonly id: string;
  /** The normalized path. */
  readonly path: string;
  readonly level: number;
  /** The member's name or the item's index; the root has none. */
  readonly name?: string | number | undefined;
  readonly node: JsonNode;
  readonly position: number;
  readonly siblings: number;
  readonly isExpanded: boolean;
}

const ROOT_ID = '';

/** The lines that are seen, given which are expanded; at most so many. */
export function jsonRows(
  root: JsonNode,
  expanded: ReadonlySet<string>,
  maxRows: number,
): { rows: JsonRow[]; more: boolean } {
  const rows: JsonRow[] = [];
  const pending: JsonRow[] = [rootRow(root, expanded)];
  while (rows.length < maxRows) {
    const row = pending.pop();
    if (row === undefined) return { rows, more: false };
    rows.push(row);
    if (row.isExpanded) for (const child of childRows(row, expanded).toReversed()) pending.push(child);
  }
  return { rows, more: pending.length > 0 };
}

/** What to expand at first: level by level, as long as no more than so many lines are seen. */
export function firstExpanded(root: JsonNode, maxRows: number): ReadonlySet<string> {
  const expanded = new Set<string>();
  let rowCount = 1;
  const level: JsonRow[] = [rootRow(root, expanded)];
  for (const row of level) {
    const count = childCount(row.node);
    if (count === 0) continue;
    if (row.id !== ROOT_ID && rowCount + count > maxRows) continue;
    expanded.add(row.id);
    rowCount += count;
    for (const child of childRows(row, expanded)) level.push(child);
  }
  return expanded;
}

/** How many members or items are in it. */
export function childCount(node: JsonNode): number {
  if (node.kind === 'object') return node.members.length;
  return node.kind === 'array' ? node.items.length : 0;
}

/** The id of the line that this one is in. */
export function parentId(id: string): string | undefined {
  if (id === ROOT_ID) return undefined;
  const dot = id.lastIndexOf('.');
  return dot === -1 ? ROOT_ID : id.slice(0, dot);
}

function rootRow(node: JsonNode, expanded: ReadonlySet<string>): JsonRow {
  const isExpanded = expanded.has(ROOT_ID) && childCount(node) > 0;
  return { id: ROOT_ID, path: '$', level: 1, node, position: 1, siblings: 1, isExpanded };
}

function childRows({ id, path, level, node }: JsonRow, expanded: ReadonlySet<string>): JsonRow[] {
  const siblings = childCount(node);
  const rowOf = (name: string | number, childPath: string, child: JsonNode, index: number): JsonRow => {
    const childId = id === ROOT_ID ? String(index) : `${id}.${index}`;
    const isExpanded = expanded.has(childId) && childCount(child) > 0;
    return {
      id: childId,
      path: childPath,
      level: level + 1,
      name,
      node: child,
      position: index + 1,
      siblings,
      isExpanded,
    };
  };
  if (node.kind === 'object')
    return node.members.map(({ name, value }, index) => rowOf(name, memberPath(path, name), value, index));
  if (node.kind === 'array')
    return node.items.map((item, index) => rowOf(index, itemPath(path, index), item, index));
  return [];
}
