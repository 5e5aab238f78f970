/** How a file is written, so that what is added to it looks the same. */
export interface CodeStyle {
  readonly eol: string;
  readonly indent: string;
}

export function codeStyleOf(text: string): CodeStyle {
  return {
    eol: eolOf(text),
    // A single space is a line of a block comment.
    indent: /^(\t| {2,})\S/m.exec(text)?.[1] ?? '  ',
  };
}

export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The white space that the line around a position starts with. */
export function indentAt(text: string, position: number): string {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** Code written with two spaces a level, as a file of this style has it below a line that starts with `base`. */
export function restyle(code: string, { eol, indent }: CodeStyle, base: string): string {
  return code
    .split('\n')
    .map((line, index) => {
      const levels = /^ */.exec(line)?.[0] ?? '';
      const own = indent.repeat(levels.length / 2) + line.trimStart();
      return index === 0 ? own : base + own;
    })
    .join(eol);
}
