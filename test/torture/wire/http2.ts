import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { once } from 'node:events';
import { type Client } from './client.js';
import type { Transcript } from './transcript.js';
import type { WireRequest } from './wire-request.js';
import type { HeaderLine, WireResponse } from './wire-response.js';

/** Several streams at once on one HTTP/2 connection, each to its end. */
export function overHttp2(...specs: readonly [method: string, target: string, body?: string][]) {
  return async (client: Client): Promise<Transcript> => {
    const session = open(client);
    const sent = specs.map(([method, target, body]) => http2Request(client, method, target, body));
    const responses = await Promise.all(sent.map((request) => answer(start(session, request))));
    session.close();
    return { sent, responses, connection: 'left', remarks: [] };
  };
}

/** A stream that its client cancels once the app noted `reached`. */
export function cancelledOverHttp2(method: string, target: string, reached: string) {
  return async (client: Client): Promise<Transcript> => {
    const session = open(client);
    const request = http2Request(client, method, target);
    const stream = start(session, request);
    await client.app.journal.reached(reached);
    stream.close(constants.NGHTTP2_CANCEL);
    await once(stream, 'close');
    session.close();
    return client.left([request]);
  };
}

function open(client: Client): ClientHttp2Session {
  const { host, port } = client.app.address;
  return connect(`http://${host}:${port}`);
}

/** HTTP/2 has neither a Host field nor framing fields. */
function http2Request(client: Client, method: string, target: string, body?: string): WireRequest {
  const request = client.request(method, target, body === undefined ? {} : { body });
  const headers = Object.entries(request.headers).filter(
    ([name]) => name !== 'Host' && name !== 'Content-Length',
  );
  return { ...request, headers: Object.fromEntries(headers) };
}

function start(
  session: ClientHttp2Session,
  { method, target, headers, body }: WireRequest,
): ClientHttp2Stream {
  const fields = { ':method': method, ':path': target, ':authority': 'torture.test', ...headers };
  const stream = session.request(fields, { endStream: body.length === 0 });
  if (body.length > 0) stream.end(body);
  return stream;
}

async function answer(stream: ClientHttp2Stream): Promise<WireResponse> {
  const fields: NodeJS.Dict<string | string[]>[] = [];
  stream.on('response', (headers) => fields.push({ ...headers, ':status': String(headers[':status']) }));
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'close');

  const { ':status': status, ...headers } = fields[0] ?? {};
  const lines = Object.entries(headers).map(([name, value]): HeaderLine => [name, String(value)]);
  return {
    statusLine: `HTTP/2 ${String(status)}`,
    status: Number(status),
    interim: [],
    headers: lines,
    body: Buffer.concat(chunks),
    chunkSizes: [],
    trailers: [],
    complete: stream.rstCode === constants.NGHTTP2_NO_ERROR,
  };
}
