import type { ByteReader } from './byte-reader.js';

export type HeaderLine = readonly [name: string, value: string];

/** One response exactly as it came over the wire, header names in their original spelling and order. */
export interface WireResponse {
  readonly statusLine: string;
  readonly status: number;
  /** Status lines of 1xx answers that came before. */
  readonly interim: readonly string[];
  readonly headers: readonly HeaderLine[];
  /** Without chunked framing; still compressed when the server compressed it. */
  readonly body: Buffer;
  /** Sizes of the chunks of a chunked body, in order. */
  readonly chunkSizes: readonly number[];
  readonly trailers: readonly HeaderLine[];
  /** Whether the body came to its end. */
  readonly complete: boolean;
}

/** Reads one HTTP/1.1 response (RFC 9112 section 6.3); undefined when the connection ends before its headers do. */
export async function readResponse(reader: ByteReader, method: string): Promise<WireResponse | undefined> {
  const interim: string[] = [];
  for (;;) {
    const statusLine = await reader.line();
    if (statusLine === undefined) return undefined;
    const headers = await readHeaderLines(reader);
    if (headers === undefined) return undefined;

    const status = Number(statusLine.split(' ')[1]);
    if (status >= 200)
      return { statusLine, status, interim, headers, ...(await readBody(reader, method, status, headers)) };
    interim.push(statusLine);
  }
}

/** All values of a header field, joined as RFC 9110 section 5.3 says. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

type Body = Pick<WireResponse, 'body' | 'chunkSizes' | 'trailers' | 'complete'>;

async function readBody(
  reader: ByteReader,
  method: string,
  status: number,
  headers: readonly HeaderLine[],
): Promise<Body> {
  if (method === 'HEAD' || status === 204 || status === 304) return whole(Buffer.alloc(0), true);
  if (headerValue(headers, 'transfer-encoding') === 'chunked') return readChunks(reader);

  const length = headerValue(headers, 'content-length');
  if (length === undefined) return whole(await reader.rest(), reader.ending === 'closed');
  const body = await reader.bytes(Number(length));
  return whole(body, body.length === Number(length));
}

async function readChunks(reader: ByteReader): Promise<Body> {
  const chunks: Buffer[] = [];
  const soFar = (trailers: readonly HeaderLine[], complete: boolean): Body => ({
    body: Buffer.concat(chunks),
    chunkSizes: chunks.map((chunk) => chunk.length),
    trailers,
    complete,
  });
  for (;;) {
    const size = Number.parseInt((await reader.line()) ?? '', 16);
    if (Number.isNaN(size)) return soFar([], false);
    if (size === 0) {
      const trailers = await readHeaderLines(reader);
      return soFar(trailers ?? [], trailers !== undefined);
    }
    chunks.push(await reader.bytes(size));
    await reader.line();
  }
}

async function readHeaderLines(reader: ByteReader): Promise<HeaderLine[] | undefined> {
  const headers: HeaderLine[] = [];
  for (;;) {
    const line = await reader.line();
    if (line === undefined) return undefined;
    if (line === '') return headers;
    const colon = line.indexOf(':');
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
}

function whole(body: Buffer, complete: boolean): Body {
  return { body, chunkSizes: [], trailers: [], complete };
}
