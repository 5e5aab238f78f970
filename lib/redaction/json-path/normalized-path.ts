/** One step of a normalized path (RFC 9535, section 2.7): a member's name, or an index. */
export function pathStep(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `['${step.replace(SPECIAL, escaped)}']`;
}

const SPECIAL = /[\u0000-\u001f'\\]/g;

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
