import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { matchFieldName } from '../json-path/match-field-name.js';
import { parseMediaType } from '../media-type.js';
import type { BodyContext, RedactedText } from './body-context.js';
import { redactEmbeddedJson } from './json-body.js';
import { formParts, type FormPart } from './multipart-parts.js';
import { decodeUtf8 } from './utf8.js';

const MAX_PARTS = 256;
const MAX_FIELD_BYTES = 8192;

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
  const { boundary } = context.mediaType;
  if (boundary === undefined || boundary === '') return { omitted: 'unparseable' };
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
  const disposition = part.headers.get('content-disposition') ?? '';
  const name = dispositionParameter(disposition, 'name');
  const filename = dispositionParameter(disposition, 'filename');
  const type = parseMediaType(part.headers.get('content-type') ?? '')?.essence;
  // Without its name, nobody knows what a part is.
  if (name === undefined) return { name: CLIENT_REDACTED, omitted: 'unparseable' };
  const shownName = context.maskText(name);
  if (filename !== undefined || (type !== undefined && !isFieldType(type))) {
    return {
      name: shownName,
      ...(filename === undefined ? {} : { filename: context.maskText(filename) }),
      ...(type === undefined ? {} : { type }),
      ...(part.closed ? { size: part.content.length } : { omitted: 'truncated' }),
    };
  }
  return { name: shownName, ...redactField(name, part, context) };
}

function redactField(
  name: string,
  part: FormPart,
  context: BodyContext,
): { value: string } | { omitted: string; size?: number } {
  const rule = matchFieldName(name, context.rules.automaton);
  const value = part.content.length > MAX_FIELD_BYTES ? undefined : decodeUtf8(part.content, 'complete');
  if (rule !== undefined) {
    context.scope.tally.count(rule);
    if (value !== undefined) context.scope.tainted.add(value);
    return { value: CLIENT_REDACTED };
  }
  if (!part.closed) return { omitted: 'truncated' };
  if (value === undefined) return { omitted: 'type', size: part.content.length };
  const isJson = parseMediaType(part.headers.get('content-type') ?? '')?.essence === 'application/json';
  return redactFieldValue(value, isJson, context);
}

function redactFieldValue(
  value: string,
  isJson: boolean,
  context: BodyContext,
): { value: string } | { omitted: string } {
  if (isJson || /^\s*[[{"]/.test(value)) {
    const redaction = redactEmbeddedJson(value, context);
    if ('text' in redaction) return { value: redaction.text };
    if (isJson) return { omitted: redaction.reason };
  }
  return { value: context.scope.redactNested(value, 0) };
}

function isFieldType(type: string): boolean {
  return type === 'text/plain' || type === 'application/json';
}

/**
 * The plain or extended (`name*=UTF-8''…`, RFC 8187) parameter; browsers write a quote in a name as `%22`.
 */
function dispositionParameter(disposition: string, parameter: 'name' | 'filename'): string | undefined {
  const quoted = new RegExp(`;\\s*${parameter}\\s*=\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"');
  return new RegExp(`;\\s*${parameter}(?:\\s*=\\s*|\\*\\s*=\\s*[\\w-]*'[\\w-]*')([^\\s;"]+)`, 'i').exec(
    disposition,
  )?.[1];
}
