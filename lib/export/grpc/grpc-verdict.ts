import type { SendResult } from '../destination.js';
import { oneLine } from '../diagnostics.js';
import { decodeExportResponse } from '../otlp/export-response.js';
import { statusName, type StatusName } from './grpc-status.js';
import { retryInfoDelayMs } from './retry-info.js';

const MAX_NOTE_CHARS = 200;
const SERVER_ERROR_RETRIES = 5;

/** How a call ended. */
export interface GrpcAnswer {
  readonly code: number;
  /** The server's text: looked at, never passed on. */
  readonly details: string;
  /** The trailer `grpc-status-details-bin`. */
  readonly statusDetails: Uint8Array | undefined;
  /** The response message, with status OK. */
  readonly body: Uint8Array | undefined;
}

export interface VerdictOptions {
  /** To the letter of the OTLP specification: what it does not call retryable is rejected. @default false */
  readonly strictOtlp?: boolean;
}

/** What a status means for the batch (https://opentelemetry.io/docs/specs/otlp/#failures; docs/delivery.md). */
export function judgeGrpcAnswer(answer: GrpcAnswer, { strictOtlp = false }: VerdictOptions = {}): SendResult {
  const name = statusName(answer.code);
  if (name === 'OK') return judgeSuccess(answer);
  if (MAY_SPEAK_OF_SIZE.has(name) && SPEAKS_OF_SIZE.test(answer.details)) {
    return {
      status: 'too_large',
      reason: `the call ended with ${name}, too large: lower queue.maxBatchBytes`,
    };
  }
  const delayMs = retryInfoDelayMs(answer.statusDetails);
  const verdict = verdictOf(name, delayMs);
  if (strictOtlp && !isRetryableByOtlp(name, delayMs)) return { status: 'rejected', reason: verdict.reason };
  return verdict;
}

function judgeSuccess({ body = new Uint8Array() }: GrpcAnswer): SendResult {
  const response = decodeExportResponse(body);
  if (response === undefined) {
    // Some other server answered: taking this for an acknowledgement would lose the batch without a word.
    const reason = 'it answered OK with something else than OTLP: not an OTLP endpoint, check the endpoint';
    return { status: 'retryable', reason };
  }
  const { rejected, errorMessage } = response;
  if (errorMessage === '') return { status: 'delivered', rejected };
  return { status: 'delivered', rejected, note: oneLine(errorMessage, MAX_NOTE_CHARS) };
}

function verdictOf(name: StatusName, delayMs: number | undefined): SendResult & { readonly reason: string } {
  const reason = `the call ended with ${name}`;
  if (isRetryableByOtlp(name, delayMs) || name === 'RESOURCE_EXHAUSTED') {
    return { status: 'retryable', reason, ...(delayMs !== undefined && { retryAfterMs: delayMs }) };
  }
  switch (name) {
    // Not retryable by the OTLP specification, but the Monoscope server answers a failed write with it.
    case 'INTERNAL':
    case 'UNKNOWN':
      return { status: 'retryable', reason, retryLimit: SERVER_ERROR_RETRIES };
    case 'UNAUTHENTICATED':
    case 'PERMISSION_DENIED':
      return { status: 'suspended', cause: 'auth', reason: `${reason}: check the API key` };
    case 'UNIMPLEMENTED':
    case 'NOT_FOUND':
      return { status: 'suspended', cause: 'endpoint', reason: `${reason}: check the endpoint` };
    default:
      return { status: 'invalid', reason };
  }
}

function isRetryableByOtlp(name: StatusName, delayMs: number | undefined): boolean {
  // Only with RetryInfo does a server say that it can recover.
  return RETRYABLE.has(name) || (name === 'RESOURCE_EXHAUSTED' && delayMs !== undefined);
}

const RETRYABLE: ReadonlySet<StatusName> = new Set([
  'CANCELLED',
  'DEADLINE_EXCEEDED',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNAVAILABLE',
  'DATA_LOSS',
]);

/** gRPC for Go, Java, C++ and Node name a message that is too large with the former, tonic with the latter. */
const MAY_SPEAK_OF_SIZE: ReadonlySet<StatusName> = new Set(['RESOURCE_EXHAUSTED', 'OUT_OF_RANGE']);
const SPEAKS_OF_SIZE = /\b(message|request|payload)\b.*(larger than|too large|exceeds)/i;
