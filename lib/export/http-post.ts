import { request as requestHttp, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterDelay } from './after-delay.js';
import { codeOf, ConnectionFailure, failureReason } from './connection/connection-failure.js';

/** An export needs a few bytes of answer: more is not read (failure mode D17, S14). */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

export interface HttpPost {
  readonly url: URL;
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** What the request asks for, where that is not the path of the URL: see `forwarded`. */
  readonly path?: string;
  /** On the clock of `performance.now()`. */
  readonly deadlineAtMs: number;
  readonly connectTimeoutMs: number;
}

export type HttpOutcome =
  | {
      readonly kind: 'answered';
      readonly statusCode: number;
      readonly retryAfter: string | undefined;
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** A kept-alive connection was closed under the request: the receiver never saw it. */
      readonly stale: boolean;
    };

/**
 * One POST under one total deadline: connecting, sending, headers and body together. Never follows a
 * redirect, never rejects. The connection does not keep the process alive.
 */
export function post(call: HttpPost, signal: AbortSignal): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    let request: ClientRequest | undefined;
    let answer: IncomingMessage | undefined;
    const finish = (outcome: HttpOutcome): void => {
      cancelDeadline();
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const fail = (reason: string): void => {
      finish({ kind: 'failed', reason, stale: false });
      request?.destroy();
    };
    const onAbort = (): void => fail('the export was aborted');
    const cancelDeadline = afterDelay(call.deadlineAtMs - performance.now(), () =>
      fail('no complete answer in time'),
    );
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) return onAbort();
    try {
      request = start(call);
    } catch (error) {
      return fail(`the request could not be made (${codeOf(error) ?? 'unknown error'})`);
    }
    request.on('error', (error) => {
      const wasReused = request?.reusedSocket ?? false;
      const stale = answer === undefined && wasReused && STALE_CODES.has(codeOf(error) ?? '');
      const reason = failureReason(isRefusalOfUs(request, error) ? REFUSED : error);
      finish({ kind: 'failed', reason, stale });
    });
    request.on('close', () => {
      // An answer that switches protocols ends so, without an error.
      if (answer === undefined) fail('the connection was closed without an answer');
    });
    request.on('socket', (socket) => {
      socket.unref();
      if (socket.connecting) limitConnecting(socket, call.connectTimeoutMs, fail);
    });
    request.on('response', (response) => {
      answer = response;
      read(response).then(finish, () => fail('the answer broke off'));
    });
    request.end(call.body);
  });
}

const STALE_CODES: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE']);

/**
 * In TLS 1.3 a server looks at a client's certificate when the client has sent its request already, and may reset
 * the connection before its alert is read.
 */
function isRefusalOfUs(request: ClientRequest | undefined, error: unknown): boolean {
  const isFresh = request?.reusedSocket === false && request.socket instanceof TLSSocket;
  return isFresh && STALE_CODES.has(codeOf(error) ?? '') && request.socket.getProtocol() === 'TLSv1.3';
}

const REFUSED = new ConnectionFailure(
  'the connection was reset after the TLS handshake',
  'A server that asks for a client certificate does so: check tls.cert and tls.key',
);

function start({ url, agent, headers, body, path }: HttpPost): ClientRequest {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return request(url, {
    method: 'POST',
    agent,
    // Said here, since the app may have been started with other defaults.
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    ...(path !== undefined && { path }),
    headers: { ...headers, 'content-length': String(body.byteLength) },
  });
}

/** The handshake counts, where there is one. */
function limitConnecting(socket: Socket, timeoutMs: number, fail: (reason: string) => void): void {
  const isTls = socket instanceof TLSSocket;
  const cancel = afterDelay(timeoutMs, () =>
    fail(socket.connecting ? 'no connection in time' : 'no TLS handshake in time'),
  );
  socket.once(isTls ? 'secureConnect' : 'connect', cancel).once('close', cancel);
}

async function read(response: IncomingMessage): Promise<HttpOutcome> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  const statusCode = response.statusCode ?? 0;
  for await (const chunk of response) {
    byteLength += chunk.length;
    // Leaving the loop destroys the response, and with it the connection.
    if (byteLength > MAX_ANSWER_BYTES) break;
    chunks.push(chunk);
  }
  if (byteLength > MAX_ANSWER_BYTES && isSuccess(statusCode)) {
    return { kind: 'failed', reason: 'the answer is larger than 64 KiB', stale: false };
  }
  return {
    kind: 'answered',
    statusCode,
    retryAfter: response.headers['retry-after'],
    body: Buffer.concat(chunks),
  };
}

function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}
