/** The normalized path (RFC 9535, 2.7) of a member. */
export function memberPath(parent: string, name: string): string {
  return `${parent}['${name.replace(/['\\\u0000-\u001f]/g, escaped)}']`;
}

export function itemPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

/** `$['card']['number']` as one would write it: `$.card.number`. */
export function shortPath(normalized: string): string {
  return normalized.replace(/\['([A-Za-z_][A-Za-z0-9_]*)'\]/g, '.$1');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\b': String.raw`\b`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\f': String.raw`\f`,
  '\r': String.raw`\r`,
  "'": String.raw`\'`,
  '\\': '\\\\',
};

function escaped(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
