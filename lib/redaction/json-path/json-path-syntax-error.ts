/** A path that is not RFC 9535, refused when the rules are compiled: a typo must not become a rule that matches nothing. */
export class JsonPathSyntaxError extends Error {
  override readonly name = 'JsonPathSyntaxError';
  readonly path: string;
  /** Offset of the offending character in `path`, from 0, in UTF-16 code units. */
  readonly position: number;
  readonly reason: string;
  /** What was probably meant, such as "did you mean `$.users[*].ssn`?". */
  readonly hint?: string;

  constructor(path: string, position: number, reason: string, hint?: string) {
    super(describe(path, position, reason, hint));
    this.path = path;
    this.position = position;
    this.reason = reason;
    if (hint !== undefined) this.hint = hint;
  }
}

/** Characters of the path shown on each side of the caret, so that a message stays readable. */
const CONTEXT_LENGTH = 60;

function describe(path: string, position: number, reason: string, hint: string | undefined): string {
  const from = Math.max(0, position - CONTEXT_LENGTH);
  // Line breaks and other controls would move the caret away from its character.
  const shown = path
    .slice(from, position + CONTEXT_LENGTH)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  const caret = `${' '.repeat(position - from)}^`;
  const headline = `Invalid JSONPath at position ${position}: ${reason}${hint === undefined ? '' : `; ${hint}`}`;
  return `${headline}\n  ${shown}\n  ${caret}`;
}
