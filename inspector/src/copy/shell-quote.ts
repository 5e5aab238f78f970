/**
 * One word of a POSIX shell, whatever is in the text. Characters that a terminal would act on when they are pasted are
 * written as escapes, which bash, zsh and ksh read (`$'…'`).
 */
export function shellQuote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!UNSAFE_TO_PASTE.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replace(/['\\]|[^\u0020-\u007e]/gu, escaped)}'`;
}

/** Line breaks and tabs are safe between quotes. */
const UNSAFE_TO_PASTE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (character === '\n') return String.raw`\n`;
  if (!UNSAFE_TO_PASTE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
