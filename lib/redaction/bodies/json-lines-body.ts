import { JSON_MARKER_BYTES } from '../json-marker.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { blankGraphqlQueries } from './graphql-query.js';
import { scanJson } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

const LINE_FEED = 0x0a;
const RECORD_SEPARATOR = 0x1e;
/** A line costs more than its bytes. */
const MAX_LINES = 4096;

/**
 * NDJSON, JSON Lines and JSON text sequences (RFC 7464): every text by itself, what is not JSON not at all. In a
 * sequence a text ends where the next record separator stands, else with its line.
 */
export function redactJsonLines(bytes: Uint8Array, context: BodyContext): RedactedText {
  const isSequence = bytes[0] === RECORD_SEPARATOR;
  const output: Uint8Array[] = [];
  let outputBytes = 0;
  let start = 0;
  let isOpen = false;
  // The caps bound the work; the caller cuts text that is over its own.
  while (start < bytes.length && output.length < MAX_LINES && outputBytes <= context.maxOutputBytes) {
    const next = isSequence
      ? bytes.indexOf(RECORD_SEPARATOR, start + 1)
      : bytes.indexOf(LINE_FEED, start) + 1;
    const end = next > 0 ? next : bytes.length;
    // Only the last text can be one that was cut.
    const line = bytes.subarray(start, end);
    const redacted: Uint8Array | undefined = isOpen
      ? undefined
      : redactLine(line, context, context.complete || next > 0);
    // A value that goes on over several lines: what the next one holds is no text by itself.
    isOpen ||= redacted === undefined && !isSequence && opensValue(line);
    output.push(redacted ?? droppedLine(line, context));
    outputBytes += output.at(-1)?.length ?? 0;
    start = end;
  }
  const text = blankTexts(decodeUtf8(Buffer.concat(output), 'complete') ?? '', isSequence ? '\x1e' : '\n');
  const truncated = !context.complete || start < bytes.length;
  if (text === '') return { omitted: truncated ? 'truncated' : 'unparseable', truncated };
  return { text, truncated };
}

/** Undefined for a line that is not JSON. */
function redactLine(line: Uint8Array, context: BodyContext, complete: boolean): Uint8Array | undefined {
  const start = line[0] === RECORD_SEPARATOR ? 1 : 0;
  const json = line.subarray(start);
  if (isBlank(json)) return line;
  const { bytes, stopped } = scanJson(json, context, complete);
  if (stopped === undefined) return start === 0 ? bytes : Buffer.concat([line.subarray(0, start), bytes]);
  return stopped === 'truncated' ? bytes : undefined;
}

function droppedLine(line: Uint8Array, { scope }: BodyContext): Uint8Array {
  scope.tally.count('unparseable line');
  return Buffer.concat([
    JSON_MARKER_BYTES,
    line.at(-1) === LINE_FEED ? line.subarray(-1) : line.subarray(0, 0),
  ]);
}

function opensValue(line: Uint8Array): boolean {
  return line.includes(0x7b) || line.includes(0x5b);
}

/** Operations of GraphQL may come as lines, too. */
function blankTexts(text: string, separator: string): string {
  return text.includes('query') || text.includes('\\u00')
    ? text.split(separator).map(blankGraphqlQueries).join(separator)
    : text;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
