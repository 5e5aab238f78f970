import type { CapturedBody } from '../../exchange/redacted-exchange.js';
import { base64Of } from './base64.js';

/**
 * A body as the receiver can read it: base64 of valid JSON, whatever the body was (wire-contract section 1,
 * fact 2). JSON goes as it is; any other text, and any prefix, as a JSON string. `undefined`: nothing to send.
 */
export function bodyAttribute(body: CapturedBody | undefined): string | undefined {
  const json = body === undefined ? undefined : bodyJson(body);
  return json === undefined ? undefined : base64Of(json);
}

/** What stands for the response of a call that got none, or the receiver would hide the request's body. */
export const NO_RESPONSE_BODY = base64Of('null');

function bodyJson(body: CapturedBody): string | undefined {
  if (body.omitted === 'disabled') return undefined;
  const text = body.text ?? '';
  if (text === '') return withheldJson(body);
  if (body.omitted !== undefined) {
    return JSON.stringify(`${text}…[OMITTED: ${body.omitted}, ${body.byteLength} bytes]`);
  }
  if (body.truncated) return JSON.stringify(`${text}…[truncated, ${body.byteLength} bytes]`);
  return isJson(body, text) ? text : JSON.stringify(text);
}

function withheldJson({ byteLength, omitted, truncated }: CapturedBody): string | undefined {
  if (byteLength === 0) return undefined;
  if (omitted === undefined && !truncated) return undefined;
  return JSON.stringify(`[OMITTED: ${omitted ?? 'truncated'}, ${byteLength} bytes]`);
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
