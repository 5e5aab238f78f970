import type { SendResult } from './destination.js';
import { oneLine } from './diagnostics.js';
import { decodeExportResponse, decodeJsonExportResponse } from './otlp/export-response.js';
import { retryAfterMs } from './retry-after.js';

const MAX_NOTE_CHARS = 200;

/** Tries of one batch that is answered with a server error; the pauses between them grow to five minutes. */
const SERVER_ERROR_RETRIES = 5;

/** What the transport could read of an HTTP answer. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly retryAfter: string | undefined;
  readonly body: Uint8Array;
}

/**
 * What an answer means for the batch: the table of wire-contract section 2, and where the OTLP specification
 * would lose records for a fault that passes or can be mended, the gentler reading.
 *
 * @param strictOtlp the reading of the specification
 * (https://opentelemetry.io/docs/specs/otlp/#otlphttp-response): all that is not 200, 429, 502, 503 or 504 is final
 */
export function judgeAnswer(answer: HttpAnswer, strictOtlp = false): SendResult {
  const { statusCode } = answer;
  if (statusCode >= 200 && statusCode < 300) return judgeSuccess(answer);
  const reason = REASONS[statusCode] ?? `it answered ${statusCode}`;
  if (RETRYABLE.has(statusCode)) return retryable(reason, answer.retryAfter);
  if (strictOtlp) return { status: 'rejected', reason };
  return judgeGently(answer, reason);
}

function judgeGently(answer: HttpAnswer, reason: string): SendResult {
  const { statusCode, body } = answer;
  if (UNAUTHORIZED.has(statusCode)) return { status: 'suspended', cause: 'auth', reason };
  if (isRedirect(statusCode))
    return { status: 'suspended', cause: 'endpoint', reason: redirected(statusCode) };
  if (WRONG_ENDPOINT.has(statusCode)) return { status: 'suspended', cause: 'endpoint', reason };
  if (statusCode === 413 || (statusCode === 400 && speaksOfSize(body)))
    return { status: 'too_large', reason };
  if (INVALID.has(statusCode)) return { status: 'invalid', reason };
  // A proxy that timed the connection out: the batch was not looked at.
  if (statusCode === 408) return retryable(reason, answer.retryAfter);
  // The Monoscope server answers a failed write with 500.
  if (statusCode >= 500) return { status: 'retryable', reason, retryLimit: SERVER_ERROR_RETRIES };
  return { status: 'rejected', reason };
}

function judgeSuccess({ body, statusCode }: HttpAnswer): SendResult {
  const response = decodeExportResponse(body) ?? decodeJsonExportResponse(body);
  if (response === undefined) {
    // Some other server answered: taking this for an acknowledgement would lose the batch without a word.
    const reason = `it answered ${statusCode} with something else than OTLP: not an OTLP endpoint, check the endpoint`;
    return { status: 'suspended', cause: 'endpoint', reason };
  }
  const { rejected, errorMessage } = response;
  if (errorMessage === '') return { status: 'delivered', rejected };
  return { status: 'delivered', rejected, note: oneLine(errorMessage, MAX_NOTE_CHARS) };
}

function retryable(reason: string, retryAfter: string | undefined): SendResult {
  const delayMs = retryAfterMs(retryAfter);
  return { status: 'retryable', reason, ...(delayMs === undefined ? {} : { retryAfterMs: delayMs }) };
}

const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const UNAUTHORIZED: ReadonlySet<number> = new Set([401, 403]);
/** Answers about the endpoint and not about the batch: an ingress gives 404 while what is behind it is away. */
const WRONG_ENDPOINT: ReadonlySet<number> = new Set([404, 405, 407, 410, 415, 421, 501, 505, 511]);
const INVALID: ReadonlySet<number> = new Set([400, 422]);

function isRedirect(statusCode: number): boolean {
  return statusCode >= 300 && statusCode < 400;
}

function redirected(statusCode: number): string {
  return `it answered ${statusCode}, a redirect, which is never followed: check the endpoint`;
}

/** The Collector answers a request over its limit with 400 and `request body too large`. */
function speaksOfSize(body: Uint8Array): boolean {
  return /too large|larger than|exceeds? .{0,40}(size|limit)/i.test(Buffer.from(body).toString('latin1'));
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'it answered 401: check the API key',
  403: 'it answered 403: check the API key',
  404: 'it answered 404: check the endpoint',
  405: 'it answered 405: check the endpoint',
  407: 'a proxy answered 407: check its credentials',
  413: 'it answered 413, too large: lower queue.maxBatchBytes',
  415: 'it answered 415: check the endpoint and compression',
  500: 'it answered 500; a self-hosted server does so when the API key is wrong: check the key',
};
