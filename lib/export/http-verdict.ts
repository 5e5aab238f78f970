import type { SendResult } from './destination.js';
import { oneLine } from './diagnostics.js';
import { decodeExportResponse } from './otlp/export-response.js';
import { retryAfterMs } from './retry-after.js';

const MAX_NOTE_CHARS = 200;
const SERVER_ERROR_RETRIES = 5;

/** What the transport could read of an HTTP answer. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly retryAfter: string | undefined;
  readonly body: Uint8Array;
}

/** What an answer means for the batch: the table of wire-contract section 2. */
export function judgeAnswer(answer: HttpAnswer): SendResult {
  const { statusCode } = answer;
  if (statusCode >= 200 && statusCode < 300) return judgeSuccess(answer);
  const reason = REASONS[statusCode] ?? `it answered ${statusCode}`;
  if (RETRYABLE.has(statusCode)) {
    const delayMs = retryAfterMs(answer.retryAfter);
    return { status: 'retryable', reason, ...(delayMs === undefined ? {} : { retryAfterMs: delayMs }) };
  }
  // Not retryable by the OTLP specification, but the Monoscope server answers a failed write with it.
  if (statusCode === 500) return { status: 'retryable', reason, retryLimit: SERVER_ERROR_RETRIES };
  if (statusCode >= 300 && statusCode < 400) {
    return {
      status: 'rejected',
      reason: `it answered ${statusCode}, a redirect, which is never followed: check the endpoint`,
    };
  }
  return { status: 'rejected', reason };
}

function judgeSuccess({ body, statusCode }: HttpAnswer): SendResult {
  const response = decodeExportResponse(body);
  if (response === undefined) {
    // Some other server answered: taking this for an acknowledgement would lose the batch without a word.
    const reason = `it answered ${statusCode} with something else than OTLP: not an OTLP endpoint, check the endpoint`;
    return { status: 'retryable', reason };
  }
  const { rejected, errorMessage } = response;
  if (errorMessage === '') return { status: 'delivered', rejected };
  return { status: 'delivered', rejected, note: oneLine(errorMessage, MAX_NOTE_CHARS) };
}

/** 408 is what a proxy says of a connection that it timed out: the batch was not looked at. */
const RETRYABLE: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

const REASONS: Readonly<Record<number, string>> = {
  401: 'it answered 401: check the API key',
  403: 'it answered 403: check the API key',
  404: 'it answered 404: check the endpoint',
  413: 'it answered 413, too large: lower queue.maxBatchBytes',
  415: 'it answered 415: check the endpoint and compression',
  500: 'it answered 500; a self-hosted server does so when the API key is wrong: check the key',
};
