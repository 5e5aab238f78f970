import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { matchFieldName } from '../json-path/match-field-name.js';
import { parseMediaType } from './media-type.js';
import { redactNestedText } from '../urls/nested-text.js';
import { toUtf8 } from './body-charset.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { fieldScope } from './field-scope.js';
import { redactJsonMember } from './json-body.js';
import { formParts, type FormPart } from './multipart-parts.js';
import { parsePartDisposition } from './part-disposition.js';
import { decodeUtf8 } from './utf8.js';

const MAX_PARTS = 256;
const MAX_FIELD_BYTES = 8192;
/** RFC 2046 section 5.1.1. */
const MAX_BOUNDARY_CHARS = 70;
/** Encodings in which the content stands as it is (RFC 2045 section 6.2). */
const PLAIN_ENCODING = /^(?:|7bit|8bit|binary)$/i;

/** What is told about a part: a field with its value, or a file by name, type and size, never by content. */
interface PartDescription {
  readonly name: string;
  readonly value?: string;
  readonly filename?: string;
  readonly type?: string;
  readonly size?: number;
  readonly omitted?: string;
}

/** `multipart/form-data` as JSON text: an array that describes the parts in order. */
export function redactMultipartBody(bytes: Uint8Array, context: BodyContext): RedactedText {
  const { boundary = '' } = context.mediaType;
  if (boundary === '' || boundary.length > MAX_BOUNDARY_CHARS) return { omitted: 'unparseable' };
  const described: string[] = [];
  let outputBytes = 2;
  let truncated = !context.complete;
  for (const part of formParts(bytes, boundary)) {
    const text = JSON.stringify(describePart(part, context));
    outputBytes += Buffer.byteLength(text) + 1;
    if (described.length === MAX_PARTS || outputBytes > context.maxOutputBytes) {
      truncated = true;
      break;
    }
    described.push(text);
  }
  if (described.length === 0)
    return truncated ? { omitted: 'truncated', truncated } : { omitted: 'unparseable' };
  return { text: `[${described.join(',')}]`, truncated };
}

function describePart(part: FormPart, context: BodyContext): PartDescription {
  const disposition = parsePartDisposition(part.headers.get('content-disposition') ?? '');
  const [name] = disposition?.names ?? [];
  // Without its name, nobody knows what a part is.
  if (disposition === undefined || name === undefined) {
    return { name: CLIENT_REDACTED, omitted: part.closed ? 'unparseable' : 'truncated' };
  }
  const { names, filename } = disposition;
  const shownName = context.maskText(name);
  const rule = ruleOf(names, context);
  if (rule !== undefined) return { name: shownName, value: redactWhole(part, rule, context) };
  const type = parseMediaType(part.headers.get('content-type') ?? '')?.essence;
  if (filename !== undefined || (type !== undefined && !isFieldType(type))) {
    return {
      name: shownName,
      ...(filename === undefined ? {} : { filename: context.maskText(filename) }),
      ...(type === undefined ? {} : { type }),
      ...(part.closed ? { size: part.content.length } : { omitted: 'truncated' }),
    };
  }
  return { name: shownName, ...redactField(names, part, context) };
}

function ruleOf(names: readonly string[], { rules, scope }: BodyContext): string | undefined {
  for (const name of names) {
    const rule = matchFieldName(name, rules.automaton, (place) => scope.tally.overlap(place, true));
    if (rule !== undefined) return rule;
  }
  return undefined;
}

function redactWhole(part: FormPart, rule: string, { scope }: BodyContext): string {
  const value = part.content.length > MAX_FIELD_BYTES ? undefined : decodeUtf8(part.content, 'complete');
  scope.tally.count(rule);
  if (value !== undefined) scope.tainted.add(value);
  return CLIENT_REDACTED;
}

function redactField(
  names: readonly string[],
  part: FormPart,
  context: BodyContext,
): { value: string } | { omitted: string; size?: number } {
  if (!part.closed) return { omitted: 'truncated' };
  if (part.holdsDelimiter) return { omitted: 'unparseable' };
  if (!PLAIN_ENCODING.test(part.headers.get('content-transfer-encoding') ?? ''))
    return { omitted: 'encoding' };
  if (part.content.length > MAX_FIELD_BYTES) return { omitted: 'type', size: part.content.length };
  const type = parseMediaType(part.headers.get('content-type') ?? '');
  const bytes = toUtf8(part.content, type?.charset);
  if (bytes === undefined) return { omitted: 'charset' };
  const value = decodeUtf8(bytes, 'complete');
  if (value === undefined) return { omitted: 'type', size: part.content.length };
  for (const name of names) context.scope.tally.passed.note(name);
  if (type?.essence === 'application/json') return redactJsonPart(names, value, context);
  return { value: redactNestedText(value, fieldScope(context), 0) };
}

/** A part that says it is JSON is a document of its own to some frameworks, and the value of its field to others. */
function redactJsonPart(
  names: readonly string[],
  json: string,
  context: BodyContext,
): { value: string } | { omitted: string } {
  let redacted = json;
  for (const name of [undefined, ...names]) {
    const redaction = redactJsonMember(redacted, name, context);
    if ('reason' in redaction) return { omitted: redaction.reason };
    redacted = redaction.text;
  }
  return { value: redacted };
}

function isFieldType(type: string): boolean {
  return type === 'text/plain' || type === 'application/json';
}
