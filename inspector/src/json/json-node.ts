/** A JSON text as it was written: duplicate names, their order and the spelling of numbers are kept. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number' | 'literal'; readonly text: string };

export interface JsonMember {
  readonly name: string;
  readonly value: JsonNode;
}

/** Deeper than any person reads; the stack of a browser takes more. */
const MAX_DEPTH = 500;

/** @returns undefined for a text that is not JSON, or too deep */
export function parseJsonText(text: string): JsonNode | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  try {
    return new Reader(text).read(0);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class TooDeep extends Error {}

/** Reads a text that is known to be valid. */
class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  read(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new TooDeep();
    this.#skip();
    const first = this.text[this.#at];
    if (first === '{') return { kind: 'object', members: this.#list('}', () => this.#member(depth)) };
    if (first === '[') return { kind: 'array', items: this.#list(']', () => this.read(depth + 1)) };
    if (first === '"') return { kind: 'string', value: this.#string() };
    const text = this.#token(/[^\s,\]}]+/y);
    return { kind: /^[tfn]/.test(text) ? 'literal' : 'number', text };
  }

  #list<T>(end: string, readItem: () => T): readonly T[] {
    const items: T[] = [];
    this.#at += 1;
    for (this.#skip(); this.text[this.#at] !== end; this.#skip()) {
      if (this.text[this.#at] === ',') this.#at += 1;
      items.push(readItem());
    }
    this.#at += 1;
    return items;
  }

  #member(depth: number): JsonMember {
    this.#skip();
    const name = this.#string();
    this.#skip();
    // The colon.
    this.#at += 1;
    return { name, value: this.read(depth + 1) };
  }

  #string(): string {
    return String(JSON.parse(this.#token(/"(?:[^"\\]|\\.)*"/y)));
  }

  #skip(): void {
    this.#token(/\s*/y);
  }

  #token(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.text)?.[0] ?? '';
    this.#at += token.length;
    return token;
  }
}
