import { asBuffer } from '../../memory/as-buffer.js';

/** One part of a `multipart/form-data` body (RFC 7578). */
export interface FormPart {
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Uint8Array;
  /** Whether the delimiter after the part was there. */
  readonly closed: boolean;
  /** Whether a parser that takes other line ends would find further parts in the content. */
  readonly holdsDelimiter: boolean;
}

const MAX_HEADER_BYTES = 8192;
const HEADER_END = '\r\n\r\n';
/** White space may stand between a delimiter and its line end (RFC 2046 section 5.1.1). */
const PADDING = /^[ \t]*\r\n/;

/** Splits a body at its delimiters; a part whose headers cannot be read comes without any. */
export function* formParts(bytes: Uint8Array, boundary: string): Generator<FormPart> {
  const body = asBuffer(bytes);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let start = afterFirstDelimiter(body, delimiter);
  while (start !== -1 && start < body.length && !isClosing(body, start)) {
    const next = body.indexOf(delimiter, start);
    const part = body.subarray(start, next === -1 ? body.length : next);
    yield readPart(part, next !== -1, delimiter.subarray(2));
    start = next === -1 ? -1 : next + delimiter.length;
  }
}

/** The first delimiter needs no line break before it: it may open the body. */
function afterFirstDelimiter(body: Buffer, delimiter: Buffer): number {
  const opening = delimiter.subarray(2);
  if (body.subarray(0, opening.length).equals(opening)) return opening.length;
  const first = body.indexOf(delimiter);
  return first === -1 ? -1 : first + delimiter.length;
}

function isClosing(body: Buffer, start: number): boolean {
  return body.toString('latin1', start, start + 2) === '--';
}

function readPart(part: Buffer, closed: boolean, opening: Buffer): FormPart {
  const head = part.subarray(0, MAX_HEADER_BYTES);
  const headerEnd = head.indexOf(HEADER_END);
  const headers = new Map<string, string>();
  // What follows a delimiter without its line end is not its part: another boundary begins alike.
  if (headerEnd === -1 || !PADDING.test(head.toString('latin1'))) {
    return { headers, content: part, closed, holdsDelimiter: true };
  }
  for (const line of part.toString('utf8', 0, headerEnd).split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const before = headers.get(name);
    const value = line.slice(colon + 1).trim();
    // Joined, repeated headers cannot be read any more: parsers do not agree which of them holds.
    if (name !== '') headers.set(name, before === undefined ? value : `${before}; ${value}`);
  }
  const content = part.subarray(headerEnd + HEADER_END.length);
  return { headers, content, closed, holdsDelimiter: content.includes(opening) };
}
