import { types } from 'node:util';
import { BodyTap } from '../capture/body-tap.js';
import type { HeldBytes } from '../capture/capture-budget.js';
import type { WireBody } from '../exchange/exchange.js';

/** What a client holds of a body: its text or bytes, or something that only the app may read. */
export type OutgoingBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'captured'; readonly body: WireBody | undefined }
  | { readonly kind: 'unread'; readonly byteLength?: number };

/**
 * Captures a body that is there as text or bytes. A stream, a form or a file is left alone: whoever reads
 * it takes it away from the app.
 *
 * @param encoding of a text; UTF-8 when it is not given
 */
export function captureBody(
  data: unknown,
  held: HeldBytes,
  maxBytes: number,
  encoding?: string,
): OutgoingBody {
  if (data === undefined || data === null) return { kind: 'none' };
  const bytes = bytesOf(data);
  if (bytes === undefined) return { kind: 'unread', ...sizeOf(data) };
  const tap = new BodyTap(held, maxBytes);
  tap.add(bytes, encoding);
  return { kind: 'captured', body: tap.take(true, maxBytes > 0) };
}

/** The body as the exchange holds it. One that was not read is counted where its length was declared. */
export function wireBody(body: OutgoingBody, declaredBytes: number | undefined): WireBody | undefined {
  if (body.kind === 'captured') return body.body;
  const byteLength = body.kind === 'unread' ? (declaredBytes ?? body.byteLength ?? 0) : 0;
  return byteLength === 0 ? undefined : { chunks: [], byteLength, truncated: true };
}

function bytesOf(data: unknown): string | Uint8Array | undefined {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  if (types.isAnyArrayBuffer(data)) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return data instanceof URLSearchParams ? data.toString() : undefined;
}

function sizeOf(data: unknown): { byteLength?: number } {
  return data instanceof Blob ? { byteLength: data.size } : {};
}
