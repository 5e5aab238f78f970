import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { answerRefusal, answerText } from '../http/answers.js';
import { refusalOfBrowsers, refusalOfRemote } from '../http/local-request.js';
import type { Refusal } from '../http/refusal.js';
import { readBody } from '../http/request-body.js';
import { JsonMessage } from './otlp/json-message.js';
import { MalformedRequest, type OtlpMessage } from './otlp/otlp-message.js';
import { ProtoMessage } from './otlp/proto-message.js';

/** Takes a request that was read. */
export type TakeRequest = (request: OtlpMessage) => void;

/** More than any exporter sends at once, before and after decompression. */
const MAX_BYTES = 16 * 1024 * 1024;

const unzip = promisify(gunzip);

/** The paths to which OTLP is sent over HTTP (OTLP 1, section "OTLP/HTTP"). */
export class OtlpEndpoints {
  readonly #takers: ReadonlyMap<string, TakeRequest>;

  constructor(takers: { readonly traces: TakeRequest; readonly logs: TakeRequest }) {
    this.#takers = new Map([
      ['/v1/traces', takers.traces],
      ['/v1/logs', takers.logs],
      // Taken so that no exporter tries again, and not shown.
      ['/v1/metrics', () => {}],
    ]);
  }

  isFor({ url = '' }: IncomingMessage): boolean {
    return this.#takers.has(url);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOfRemote(request) ?? refusalOfBrowsers(request) ?? refusalOfMethod(request);
    if (refusal !== undefined) return answerRefusal(response, refusal);
    const encoding = encodingOf(request);
    if (encoding === undefined) return answerRefusal(response, UNKNOWN_TYPE);
    const body = await bodyOf(request);
    if (!Buffer.isBuffer(body)) return answerRefusal(response, body, { connection: 'close' });
    try {
      this.#takers.get(request.url ?? '')?.(encoding.read(body));
    } catch (error) {
      if (!(error instanceof MalformedRequest)) throw error;
      return answerRefusal(response, { status: 400, error: `This is no OTLP request: ${error.message}.` });
    }
    answerText(response, 200, encoding.contentType, encoding.success);
  }
}

interface Encoding {
  readonly contentType: string;
  readonly read: (body: Buffer) => OtlpMessage;
  /** An empty `ExportTraceServiceResponse`, or of another signal: all was taken. */
  readonly success: string;
}

const ENCODINGS: readonly Encoding[] = [
  { contentType: 'application/x-protobuf', read: (body) => new ProtoMessage(body), success: '' },
  {
    contentType: 'application/json',
    read: (body) => JsonMessage.parse(body.toString('utf8')),
    success: '{}',
  },
];

const UNKNOWN_TYPE: Refusal = {
  status: 415,
  error: 'Send application/x-protobuf or application/json: OTLP over HTTP. gRPC is not spoken here.',
};

function encodingOf({ headers }: IncomingMessage): Encoding | undefined {
  const [essence = ''] = (headers['content-type'] ?? '').toLowerCase().split(';', 1);
  return ENCODINGS.find(({ contentType }) => contentType === essence.trim());
}

function refusalOfMethod({ method }: IncomingMessage): Refusal | undefined {
  return method === 'POST' ? undefined : { status: 405, error: 'Records are sent here by POST.' };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | Refusal> {
  const body = await readBody(request, MAX_BYTES);
  const coding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (!Buffer.isBuffer(body) || coding === 'identity' || coding === '') return body;
  if (coding !== 'gzip') return { status: 415, error: 'Send it as it is, or compressed by gzip.' };
  try {
    return await unzip(body, { maxOutputLength: MAX_BYTES });
  } catch {
    return { status: 400, error: `This is not gzip, or of more than ${MAX_BYTES} bytes.` };
  }
}
