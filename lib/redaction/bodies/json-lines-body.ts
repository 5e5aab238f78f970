import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { scanJson } from './json-body.js';
import { decodeUtf8 } from './utf8.js';

const LINE_FEED = 0x0a;
const RECORD_SEPARATOR = 0x1e;
/** A line costs more than its bytes. */
const MAX_LINES = 8192;
const DROPPED_LINE = Buffer.from(JSON.stringify(CLIENT_REDACTED));

/**
 * NDJSON, JSON Lines and JSON text sequences (RFC 7464): every line by itself, a line that is not JSON not at
 * all.
 */
export function redactJsonLines(bytes: Uint8Array, context: BodyContext): RedactedText {
  const output: Uint8Array[] = [];
  let outputBytes = 0;
  let start = 0;
  // The caps bound the work; the caller cuts text that is over its own.
  while (start < bytes.length && output.length < MAX_LINES && outputBytes <= context.maxOutputBytes) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    // Only a last line without its line feed can be one that was cut.
    const line = redactLine(bytes.subarray(start, end), context, context.complete || feed !== -1);
    output.push(line);
    outputBytes += line.length;
    start = end;
  }
  const text = decodeUtf8(Buffer.concat(output), 'complete') ?? '';
  const truncated = !context.complete || start < bytes.length;
  if (text === '') return { omitted: truncated ? 'truncated' : 'unparseable', truncated };
  return { text, truncated };
}

function redactLine(line: Uint8Array, context: BodyContext, complete: boolean): Uint8Array {
  const start = line[0] === RECORD_SEPARATOR ? 1 : 0;
  const json = line.subarray(start);
  if (isBlank(json)) return line;
  const { bytes, stopped } = scanJson(json, context, complete);
  if (stopped === undefined) return Buffer.concat([line.subarray(0, start), bytes]);
  if (stopped === 'truncated') return bytes;
  context.scope.tally.count('unparseable line');
  return Buffer.concat([DROPPED_LINE, json.at(-1) === LINE_FEED ? json.subarray(-1) : json.subarray(0, 0)]);
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
