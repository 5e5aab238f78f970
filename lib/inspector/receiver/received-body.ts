import type { CapturedBody, OmittedReason } from '../../exchange/redacted-exchange.js';

/**
 * A body as it was captured, out of its attribute: the way back from `bodyAttribute`. Whether JSON that is a text was JSON
 * on the wire or just text, only its media type tells.
 */
export function receivedBody(
  attribute: string | undefined,
  contentType: string | undefined,
): CapturedBody | undefined {
  if (attribute === undefined) return undefined;
  const shared = { ...(contentType !== undefined && { contentType }) };
  const json = decoded(attribute);
  // Other SDKs may write it as it is.
  if (json === undefined) return { ...shared, ...whole(attribute) };
  const value = parsed(json);
  if (typeof value !== 'string') return { ...shared, ...whole(json) };
  return { ...shared, ...(marked(value) ?? whole(isJson(contentType) ? json : value)) };
}

function decoded(base64: string): string | undefined {
  if (!BASE64.test(base64)) return undefined;
  const json = Buffer.from(base64, 'base64').toString('utf8');
  return parsed(json) === undefined ? undefined : json;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function whole(text: string): CapturedBody {
  return { byteLength: Buffer.byteLength(text), truncated: false, text };
}

/** What our encoder puts after, or in place of, a text that is not whole. */
const MARK = /^(?:([^]*)…)?\[(?:truncated|OMITTED: ([a-z-]+)), (\d{1,15}) bytes\]$/;

function marked(text: string): CapturedBody | undefined {
  const [match, shown, reason, byteLength] = MARK.exec(text) ?? [];
  if (match === undefined) return undefined;
  return {
    byteLength: Number(byteLength),
    truncated: reason === undefined,
    // The reasons of another version of this package may be others; the page shows them as they are.
    ...(reason !== undefined && { omitted: reason as OmittedReason }),
    ...(shown !== undefined && { text: shown }),
  };
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^\s*application\/(?:json|[^;\s]+\+json)\s*(?:;|$)/i.test(contentType);
}
