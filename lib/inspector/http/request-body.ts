import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusal.js';

/** Reads a body to its end, within bounds. Rejects where the connection breaks. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | Refusal> {
  const tooLarge: Refusal = { status: 413, error: `At most ${maxBytes} bytes are taken at once. Send less.` };
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    byteLength += bytes.length;
    if (byteLength > maxBytes) return tooLarge;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
