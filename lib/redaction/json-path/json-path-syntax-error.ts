/** A path that is not valid, refused when the rules are compiled: a typo must not become a rule that matches nothing. */
export class JsonPathSyntaxError extends Error {
  override readonly name = 'JsonPathSyntaxError';
  readonly path: string;
  /** Offset of the offending character in `path`, from 0, in UTF-16 code units. */
  readonly position: number;
  readonly reason: string;
  /** What was probably meant, such as "did you mean `$.users[*].ssn`?". */
  readonly hint?: string;

  /** What the path was read as. */
  readonly expected: string;

  constructor(
    path: string,
    position: number,
    reason: string,
    hint?: string,
    expected = 'a JSONPath (RFC 9535)',
  ) {
    super(describe(path, position, reason, hint, expected));
    this.path = path;
    this.position = position;
    this.reason = reason;
    this.expected = expected;
    if (hint !== undefined) this.hint = hint;
  }
}

/** Characters of the path shown on each side of the caret, so that a message stays readable. */
const CONTEXT_LENGTH = 60;

function describe(
  path: string,
  position: number,
  reason: string,
  hint: string | undefined,
  expected: string,
): string {
  const [start, end] = [Math.max(0, position - CONTEXT_LENGTH), position + CONTEXT_LENGTH];
  const before = (start > 0 ? '…' : '') + visible(path.slice(start, position));
  const after = visible(path.slice(position, end)) + (end < path.length ? '…' : '');
  return [
    `expected ${expected}, got`,
    `  ${before}${after}`,
    `  ${blank(before)}^`,
    `  position ${position}: ${reason}`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');
}

/** Line breaks and what has no width would move the caret away from its character. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}

/** Spaces for as many columns as a terminal takes for a text (UAX #11, as far as Unicode's properties in a RegExp tell). */
function blank(text: string): string {
  return text.replace(/\p{M}/gu, '').replace(WIDE, '  ').replace(/[^ ]/gu, ' ');
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/gu;
