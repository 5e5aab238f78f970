import { describe, expect, it } from 'vitest';
import { judgeGrpcAnswer, type GrpcAnswer } from '../../../../lib/export/grpc/grpc-verdict.js';
import { statusDetails } from './status-details.js';

const CODES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

function answer(name: string, more: Partial<GrpcAnswer> = {}): GrpcAnswer {
  const code = CODES.indexOf(name);
  return { code, details: 'text of the server', statusDetails: undefined, body: undefined, ...more };
}

describe('a status', () => {
  const retryable = (name: string, more: object = {}) => ({
    status: 'retryable',
    reason: `the call ended with ${name}`,
    ...more,
  });
  const suspended = (cause: string, reason: string) => ({ status: 'suspended', cause, reason });
  const invalid = (name: string) => ({ status: 'invalid', reason: `the call ended with ${name}` });
  const auth = ': check the API key';
  const endpoint = ': check the endpoint';

  it.each([
    ['CANCELLED', retryable('CANCELLED')],
    ['DEADLINE_EXCEEDED', retryable('DEADLINE_EXCEEDED')],
    ['ABORTED', retryable('ABORTED')],
    ['OUT_OF_RANGE', retryable('OUT_OF_RANGE')],
    ['UNAVAILABLE', retryable('UNAVAILABLE')],
    ['DATA_LOSS', retryable('DATA_LOSS')],
    ['RESOURCE_EXHAUSTED', retryable('RESOURCE_EXHAUSTED')],
    ['INTERNAL', retryable('INTERNAL', { retryLimit: 5 })],
    ['UNKNOWN', retryable('UNKNOWN', { retryLimit: 5 })],
    ['UNAUTHENTICATED', suspended('auth', `the call ended with UNAUTHENTICATED${auth}`)],
    ['PERMISSION_DENIED', suspended('auth', `the call ended with PERMISSION_DENIED${auth}`)],
    ['UNIMPLEMENTED', suspended('endpoint', `the call ended with UNIMPLEMENTED${endpoint}`)],
    ['NOT_FOUND', suspended('endpoint', `the call ended with NOT_FOUND${endpoint}`)],
    ['INVALID_ARGUMENT', invalid('INVALID_ARGUMENT')],
    ['FAILED_PRECONDITION', invalid('FAILED_PRECONDITION')],
    ['ALREADY_EXISTS', invalid('ALREADY_EXISTS')],
  ])('%s means what the table says', (name, expected) => {
    expect(judgeGrpcAnswer(answer(name))).toEqual(expected);
  });

  it.each([17, 99, -1, 1.5])('with the number %d counts as UNKNOWN', (code) => {
    expect(judgeGrpcAnswer({ ...answer('OK'), code })).toEqual(retryable('UNKNOWN', { retryLimit: 5 }));
  });

  it.each([
    'UNKNOWN',
    'INTERNAL',
    'UNAUTHENTICATED',
    'PERMISSION_DENIED',
    'UNIMPLEMENTED',
    'NOT_FOUND',
    'INVALID_ARGUMENT',
    'FAILED_PRECONDITION',
    'RESOURCE_EXHAUSTED',
  ])('%s is final to the letter of OTLP', (name) => {
    expect(judgeGrpcAnswer(answer(name), { strictOtlp: true })).toEqual({
      status: 'rejected',
      reason: expect.stringContaining(`the call ended with ${name}`),
    });
  });

  it.each(['CANCELLED', 'DEADLINE_EXCEEDED', 'ABORTED', 'OUT_OF_RANGE', 'UNAVAILABLE', 'DATA_LOSS'])(
    '%s stays retryable to the letter of OTLP',
    (name) => {
      expect(judgeGrpcAnswer(answer(name), { strictOtlp: true })).toEqual(retryable(name));
    },
  );

  it('RESOURCE_EXHAUSTED with RetryInfo stays retryable to the letter of OTLP', () => {
    const exhausted = answer('RESOURCE_EXHAUSTED', { statusDetails: statusDetails({ seconds: 7 }) });

    expect(judgeGrpcAnswer(exhausted, { strictOtlp: true })).toEqual(
      retryable('RESOURCE_EXHAUSTED', { retryAfterMs: 7_000 }),
    );
  });

  it.each([
    ['RESOURCE_EXHAUSTED', 'grpc: received message larger than max (4300000 vs. 4194304)'],
    ['RESOURCE_EXHAUSTED', 'grpc: received message after decompression larger than max 4194304'],
    ['RESOURCE_EXHAUSTED', 'gRPC message exceeds maximum size 4194304: 5000000'],
    ['RESOURCE_EXHAUSTED', 'Received message larger than max (4300000 vs 4194304)'],
    [
      'OUT_OF_RANGE',
      'Error, decoded message length too large: found 4300000 bytes, the limit is: 4194304 bytes',
    ],
  ])('%s that says "%s" asks for smaller batches', (name, details) => {
    for (const strictOtlp of [true, false]) {
      expect(judgeGrpcAnswer(answer(name, { details }), { strictOtlp })).toEqual({
        status: 'too_large',
        reason: `the call ended with ${name}, too large: lower queue.maxBatchBytes`,
      });
    }
  });

  it.each([
    ['RESOURCE_EXHAUSTED', 'Quota exceeded for messages per minute'],
    ['RESOURCE_EXHAUSTED', 'too many requests'],
    ['UNAVAILABLE', 'message larger than max (2 vs 1)'],
  ])('%s that says "%s" does not', (name, details) => {
    expect(judgeGrpcAnswer(answer(name, { details }))).toEqual(retryable(name));
  });

  it.each(CODES.slice(1))('%s never passes on a text of the server', (name) => {
    const canary = 'hunter2';

    expect(JSON.stringify(judgeGrpcAnswer(answer(name, { details: canary })))).not.toContain(canary);
  });
});

describe('OK', () => {
  it('with something else than OTLP is no acknowledgement', () => {
    expect(judgeGrpcAnswer(answer('OK', { body: Buffer.from('<html></html>') }))).toEqual({
      status: 'retryable',
      reason: 'it answered OK with something else than OTLP: not an OTLP endpoint, check the endpoint',
    });
  });
});

describe('the delay of a RetryInfo', () => {
  const delayOf = (details: Buffer) => {
    const result = judgeGrpcAnswer(answer('UNAVAILABLE', { statusDetails: details }));
    return result.status === 'retryable' ? result.retryAfterMs : 'not retryable';
  };

  it.each([
    [{ seconds: 7 }, 7_000],
    [{ seconds: 2, nanos: 500_000_000 }, 2_500],
    [{ nanos: 1 }, 1_000],
    [{}, 1_000],
    [{ seconds: -1 }, 1_000],
    [{ seconds: 1e9 }, 300_000],
  ])('%j is read, within bounds, as %d ms', (delay, delayMs) => {
    expect(delayOf(statusDetails(delay))).toBe(delayMs);
  });

  it('is found behind other details', () => {
    const details = Buffer.concat([
      statusDetails({ seconds: 9 }, 'type.googleapis.com/google.rpc.DebugInfo'),
      statusDetails({ seconds: 7 }),
    ]);

    expect(delayOf(details)).toBe(7_000);
  });

  it.each([
    ['another detail', statusDetails({ seconds: 9 }, 'type.googleapis.com/google.rpc.DebugInfo')],
    ['nothing', Buffer.alloc(0)],
    ['no message', Buffer.from('<html></html>')],
    ['a message that is cut', statusDetails({ seconds: 7 }).subarray(0, -1)],
  ])('is not there in %s', (_, details) => {
    expect(delayOf(details)).toBeUndefined();
  });
});
