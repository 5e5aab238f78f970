import type { ClientUnaryCall, Metadata, ServiceError } from '@grpc/grpc-js';
import { afterDelay } from '../after-delay.js';
import { MAX_ANSWER_BYTES } from './channel-options.js';
import { reasonOfDetails } from './connection-details.js';
import type { Connected, GrpcChannel, UnaryCall } from './grpc-channel.js';
import { OK, RESOURCE_EXHAUSTED } from './grpc-status.js';
import type { GrpcAnswer } from './grpc-verdict.js';

export interface GrpcCall extends UnaryCall {
  /** On the clock of `performance.now()`. */
  readonly deadlineAtMs: number;
  readonly connectTimeoutMs: number;
}

export type GrpcOutcome =
  | { readonly kind: 'answered'; readonly answer: GrpcAnswer }
  | {
      readonly kind: 'failed';
      readonly cause: 'aborted' | 'deadline' | 'connection' | 'answer';
      readonly reason: string;
    };

/** One call under one total deadline, connecting included. Never rejects. */
export function callOnce(channel: GrpcChannel, request: GrpcCall, signal: AbortSignal): Promise<GrpcOutcome> {
  return new Promise((resolve) => {
    let call: ClientUnaryCall | undefined;
    let isDone = false;
    const finish = (outcome: GrpcOutcome): void => {
      isDone = true;
      cancelDeadline();
      cancelConnect();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
      call?.cancel();
    };
    const fail = (cause: 'aborted' | 'deadline' | 'connection', reason: string): void =>
      finish({ kind: 'failed', cause, reason });
    const onAbort = (): void => fail('aborted', 'the export was aborted');
    const cancelDeadline = afterDelay(request.deadlineAtMs - performance.now(), () =>
      fail('deadline', 'no complete answer in time'),
    );
    const cancelConnect = afterDelay(request.connectTimeoutMs, () =>
      fail('connection', 'no connection in time'),
    );
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) return onAbort();
    const start = (connected: Connected): void => {
      if (isDone) return;
      cancelConnect();
      if (connected === 'closed') return fail('aborted', 'the connection was given up');
      let hasHeaders = false;
      // Without a connection it ends at once, and says why there is none.
      call = channel.call(request, (error, body) => {
        call = undefined;
        if (isDone) return;
        finish(connected === 'ready' ? outcomeOf(error, body, hasHeaders) : noConnection(error));
      });
      call.on('metadata', () => (hasHeaders = true));
    };
    channel.connect(start, () => fail('connection', 'the call could not be made'));
  });
}

function noConnection(error: ServiceError | null): GrpcOutcome {
  return { kind: 'failed', cause: 'connection', reason: reasonOfDetails(error?.details ?? '') };
}

function outcomeOf(error: ServiceError | null, body: Buffer | undefined, hasHeaders: boolean): GrpcOutcome {
  if (error === null) {
    return { kind: 'answered', answer: { code: OK, details: '', statusDetails: undefined, body } };
  }
  const { details } = error;
  const code: number = error.code;
  // Said by grpc-js here, of the answer; a server says the same of a request, and has not begun to answer then.
  if (code === RESOURCE_EXHAUSTED && hasHeaders && TOO_LARGE_AN_ANSWER.test(details)) {
    return { kind: 'failed', cause: 'answer', reason: 'the answer is larger than 64 KiB' };
  }
  return {
    kind: 'answered',
    answer: { code, details, statusDetails: statusDetailsOf(error.metadata), body: undefined },
  };
}

const TOO_LARGE_AN_ANSWER = new RegExp(`larger than (max \\(\\d+ vs\\.? )?${MAX_ANSWER_BYTES}\\)?$`);

function statusDetailsOf(metadata: Metadata | undefined): Buffer | undefined {
  const [value] = metadata?.get('grpc-status-details-bin') ?? [];
  return value instanceof Buffer ? value : undefined;
}
