import { parseJsonText, type JsonNode } from './json-node.js';

/**
 * A body as a tree, with the paths that rules have in it: JSON; lines of JSON, as items of an array; a form, as members
 * of an object. Undefined for what has no parts.
 */
export function bodyNode(text: string, contentType = ''): JsonNode | undefined {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return formNode(text);
  return parseJsonText(text) ?? linesNode(text);
}

function formNode(text: string): JsonNode {
  const members = [...new URLSearchParams(text)].map(([name, value]) => ({
    name,
    value: { kind: 'string' as const, value },
  }));
  return { kind: 'object', members };
}

function linesNode(text: string): JsonNode | undefined {
  const lines = text.trimEnd().split('\n');
  if (lines.length < 2) return undefined;
  const items: JsonNode[] = [];
  for (const line of lines) {
    const item = parseJsonText(line);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { kind: 'array', items };
}
