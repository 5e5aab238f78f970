/** One part of a `multipart/form-data` body (RFC 7578). */
export interface FormPart {
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Uint8Array;
  /** Whether the delimiter after the part was there. */
  readonly closed: boolean;
}

const MAX_HEADER_BYTES = 8192;
const HEADER_END = '\r\n\r\n';

/** Splits a body at its delimiters; undefined when it does not start with one. */
export function* formParts(bytes: Uint8Array, boundary: string): Generator<FormPart> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let start = afterFirstDelimiter(body, delimiter);
  while (start !== -1 && !isClosing(body, start)) {
    const next = body.indexOf(delimiter, start);
    const part = readPart(body.subarray(start, next === -1 ? body.length : next), next !== -1);
    if (part !== undefined) yield part;
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

function readPart(part: Buffer, closed: boolean): FormPart | undefined {
  const headerEnd = part.subarray(0, MAX_HEADER_BYTES).indexOf(HEADER_END);
  if (headerEnd === -1) return undefined;
  const headers = new Map<string, string>();
  for (const line of part.toString('utf8', 0, headerEnd).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, content: part.subarray(headerEnd + HEADER_END.length), closed };
}
