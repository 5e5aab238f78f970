import type { CapturedBody } from '../../exchange/redacted-exchange.js';
import { base64Of } from './base64.js';

/**
 * A body as the receiver can read it: base64 of valid JSON, whatever the body was (wire-contract section 1,
 * fact 2). JSON goes as it is; any other text, and any prefix, as a JSON string. `undefined`: nothing to send.
 */
export function bodyAttribute(body: CapturedBody | undefined): string | undefined {
  if (body === undefined || body.omitted === 'disabled') return undefined;
  const { text = '' } = body;
  const missing = missingPart(body);
  if (text === '') return missing === undefined ? undefined : base64Of(JSON.stringify(missing));
  if (missing !== undefined) return base64Of(jsonBeginning(text), jsonEnd(`…${missing}`));
  return base64Of(isJson(body, text) ? text : JSON.stringify(text));
}

/** What stands for the response of a call that got none, or the receiver would hide the request's body. */
export const NO_RESPONSE_BODY = base64Of('null');

/** What is said of a part that is not there; all of a body, where it has no text. */
function missingPart({ byteLength, omitted, truncated, text = '' }: CapturedBody): string | undefined {
  if (byteLength === 0 && text === '') return undefined;
  if (omitted !== undefined) return `[OMITTED: ${omitted}, ${byteLength} bytes]`;
  if (!truncated) return undefined;
  return text === '' ? `[OMITTED: truncated, ${byteLength} bytes]` : `[truncated, ${byteLength} bytes]`;
}

/** A JSON string without its closing quote. */
function jsonBeginning(text: string): string {
  return JSON.stringify(text).slice(0, -1);
}

/** A JSON string without its opening quote. */
function jsonEnd(text: string): string {
  return JSON.stringify(text).slice(1);
}

/** Of a JSON media type the redactor vouches; other text is parsed only if it looks as if it were JSON. */
function isJson({ contentType }: CapturedBody, text: string): boolean {
  if (contentType !== undefined && JSON_MEDIA_TYPE.test(contentType)) return true;
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const JSON_MEDIA_TYPE = /^application\/(json|[^;\s]+\+json)\s*(;|$)/i;
