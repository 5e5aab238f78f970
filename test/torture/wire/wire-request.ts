/** One HTTP/1.1 request as it shall be written, byte for byte. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Sends the body in chunks of this many bytes instead of declaring its length. */
  readonly chunkBytes?: number;
  /** @default '1.1' */
  readonly version?: string;
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly chunkBytes?: number;
  readonly version?: string;
}

/** A request to the host that no app here is bound to; bodies are declared JSON unless the headers say otherwise. */
export function wireRequest(method: string, target: string, options: RequestOptions = {}): WireRequest {
  const body = Buffer.from(options.body ?? '');
  const framing: Record<string, string> = {};
  if (options.chunkBytes !== undefined) framing['Transfer-Encoding'] = 'chunked';
  else if (options.body !== undefined) framing['Content-Length'] = String(body.length);
  const type: Record<string, string> =
    options.body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    method,
    target,
    headers: { Host: 'torture.test', ...type, ...framing, ...options.headers },
    body,
    ...(options.chunkBytes !== undefined && { chunkBytes: options.chunkBytes }),
    ...(options.version !== undefined && { version: options.version }),
  };
}

export function encodeHead(request: WireRequest): Buffer {
  const lines = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(
    `${request.method} ${request.target} HTTP/${request.version ?? '1.1'}\r\n${lines.join('\r\n')}\r\n\r\n`,
    'latin1',
  );
}

export function encodeRequest(request: WireRequest): Buffer {
  const { body, chunkBytes } = request;
  if (chunkBytes === undefined) return Buffer.concat([encodeHead(request), body]);

  const parts = [encodeHead(request)];
  for (let start = 0; start < body.length; start += chunkBytes) {
    parts.push(encodeChunk(body.subarray(start, start + chunkBytes)));
  }
  return Buffer.concat([...parts, encodeChunk(Buffer.alloc(0))]);
}

export function encodeChunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
