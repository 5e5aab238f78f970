import type { ArrayLiteralExpression, SourceFile } from 'typescript';
import { indentAt, restyle, type CodeStyle } from './code-style.js';
import type { TextEdit } from './text-edits.js';

/** Where Prettier breaks a line, as the Nest CLI sets it up. */
const LINE_WIDTH = 80;

/** Makes an element, written in this package's style, the first of a list. */
export function addFirst(
  file: SourceFile,
  list: ArrayLiteralExpression,
  element: string,
  style: CodeStyle,
): TextEdit {
  const { text } = file;
  const start = list.getStart(file) + 1;
  const end = list.end - 1;
  const inside = text.slice(start, end);
  const base = indentAt(text, start);
  const isEmpty = inside.trim() === '';
  // On lines of their own: the new one gets its line above them.
  const isBroken = /^[ \t]*\r?\n/.test(inside);
  if (isBroken) {
    const indent = isEmpty ? base + style.indent : indentOfFirst(inside);
    const line = style.eol + indent + restyle(element, style, indent) + ',';
    return isEmpty ? { start, end, text: line + style.eol + base } : { start, end: start, text: line };
  }
  const space = /^[ \t]*/.exec(inside)?.[0] ?? '';
  const first = restyle(element, style, base);
  const inline: TextEdit = isEmpty
    ? { start, end, text: first }
    : { start, end: start, text: `${space}${first},${space === '' ? ' ' : ''}` };
  const others = elementsOf(file, list);
  if (others === undefined || fits(text, inline)) return inline;
  return { start, end, text: onLines([element, ...others], style, base) };
}

function onLines(elements: readonly string[], style: CodeStyle, base: string): string {
  const indent = base + style.indent;
  const lines = elements.map((each) => `${indent}${restyle(each, style, indent)},${style.eol}`);
  return style.eol + lines.join('') + base;
}

/** The elements of a list that is written on one line; undefined where it says more than these. */
function elementsOf(file: SourceFile, list: ArrayLiteralExpression): readonly string[] | undefined {
  const inside = file.text.slice(list.getStart(file) + 1, list.end - 1);
  const elements = list.elements.map((each) => each.getText(file));
  const isAll = /^[\s,]*$/.test(elements.reduce((rest, each) => rest.replace(each, ''), inside));
  return isAll && !/[\r\n]/.test(inside) ? elements : undefined;
}

function fits(text: string, edit: TextEdit): boolean {
  if (/[\r\n]/.test(edit.text)) return false;
  const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1;
  const [rest = ''] = text.slice(edit.end).split(/\r?\n/, 1);
  return edit.start - lineStart + edit.text.length + rest.length <= LINE_WIDTH;
}

function indentOfFirst(inside: string): string {
  return /^\s*/.exec(inside)?.[0].split('\n').at(-1) ?? '';
}
