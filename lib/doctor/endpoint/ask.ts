import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { createAgent, forwarded } from '../../export/connection/http-agent.js';
import type { HttpAnswer } from '../../export/http-verdict.js';
import type { ClockReading } from './clock-reading.js';
import { connectionFailure, failureOfCode, type Failure } from './connection-failures.js';
import type { Way } from './way.js';

/** An answer that matters here has a few bytes: more is not read. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly timeoutMs: number;
  readonly way: Way;
}

export type Reply =
  | (HttpAnswer & {
      readonly kind: 'answered';
      readonly contentType: string;
      /** Of a redirect, without its query. */
      readonly location: string | undefined;
      readonly tookMs: number;
      /** Absent when the answer has no date, or comes from a cache. */
      readonly clock: ClockReading | undefined;
    })
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * One request on a connection of its own, under one deadline; never follows a redirect, never rejects. The transport's
 * `post` does not tell dates, and does not keep a process alive that has nothing else to do.
 */
export function ask(question: Question): Promise<Reply> {
  return new Promise((resolve) => {
    const { url, method, headers, body, timeoutMs, way } = question;
    const sentAtMs = Date.now();
    const startedAtMs = performance.now();
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (error: unknown): void =>
      resolve({
        kind: 'failed',
        failure: signal.aborted ? failureOfCode('TIMEOUT') : connectionFailure(error),
      });
    const forProxy = forwarded(url, way.proxy);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    try {
      request(url, {
        ...forProxy,
        method,
        agent: createAgent({ url, ...way, connectTimeoutMs: timeoutMs }, { keepAlive: false }),
        signal,
        headers: {
          ...headers,
          ...forProxy.headers,
          ...(body && { 'content-length': String(body.byteLength) }),
        },
      })
        .on('error', fail)
        // An answer that switches protocols ends so.
        .on('close', () => fail(undefined))
        .on('response', (response) => {
          const receivedAtMs = Date.now();
          const tookMs = performance.now() - startedAtMs;
          const clock = clockOf(response, sentAtMs, receivedAtMs);
          read(response).then((bytes) => resolve({ ...answerOf(response, bytes), tookMs, clock }), fail);
        })
        .end(body);
    } catch (error) {
      fail(error);
    }
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, body: Uint8Array) {
  return {
    kind: 'answered',
    statusCode,
    retryAfter: headers['retry-after'],
    body,
    contentType: headers['content-type'] ?? '',
    location: headers.location?.split(/[?#]/, 1)[0],
  } as const;
}

async function read(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of response) {
    byteLength += chunk.length;
    if (byteLength > MAX_ANSWER_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function clockOf(
  { headers }: IncomingMessage,
  sentAtMs: number,
  receivedAtMs: number,
): ClockReading | undefined {
  const serverMs = Date.parse(headers.date ?? '');
  if (Number.isNaN(serverMs) || headers.age !== undefined) return undefined;
  return { serverMs, sentAtMs, receivedAtMs };
}
