import { JsonPathSyntaxError } from './json-path-syntax-error.js';

/** Filters, parentheses and calls inside one another: parser and evaluator call themselves once per level. */
const MAX_NESTING = 32;

/** A cursor over the text of a path; every refusal carries the position it happened at. */
export class PathReader {
  readonly path: string;
  position = 0;

  constructor(path: string) {
    this.path = path;
  }

  get atEnd(): boolean {
    return this.position >= this.path.length;
  }

  /** The code unit `ahead` of the cursor as a one-character string; empty past the end. */
  peek(ahead = 0): string {
    return this.path.charAt(this.position + ahead);
  }

  /** Consumes `text` when the path goes on with it. */
  take(text: string): boolean {
    if (!this.path.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Consumes what a sticky expression matches here; empty when it does not match. */
  takeMatch(sticky: RegExp): string {
    sticky.lastIndex = this.position;
    const match = sticky.exec(this.path)?.[0] ?? '';
    this.position += match.length;
    return match;
  }

  expect(text: string, purpose: string): void {
    if (!this.take(text)) this.fail(`expected "${text}" ${purpose}, got ${this.found()}`);
  }

  /** Optional blank space, RFC 9535 section 2.1.1: space, tab, line feed, carriage return only. */
  skipBlanks(): void {
    this.takeMatch(/[ \t\n\r]*/y);
  }

  /** Refuses what is nested deeper than the stack should be trusted with. */
  checkNesting(nesting: number): void {
    if (nesting > MAX_NESTING)
      this.fail(`filters, parentheses and calls are limited to ${MAX_NESTING} levels`);
  }

  /** The next character, quoted for a message. */
  found(): string {
    const codePoint = this.path.codePointAt(this.position);
    return codePoint === undefined ? 'the end of the path' : JSON.stringify(String.fromCodePoint(codePoint));
  }

  fail(reason: string, position = this.position): never {
    throw new JsonPathSyntaxError(this.path, position, reason);
  }
}
