import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { OutgoingResponse } from './outgoing-call.js';
import { headerMap } from './outgoing-headers.js';

/** An answer as an adapter gives it: axios has not transformed its data yet. */
export function answerOf(response: AxiosResponse): OutgoingResponse {
  const encoding = property(response.config, 'responseEncoding');
  return {
    statusCode: response.status,
    headers: headerMap(response.headers),
    body: response.data,
    ...(typeof encoding === 'string' && { encoding }),
  };
}

/** What an adapter's rejection says about the call. */
export type Rejection =
  | { readonly kind: 'answered'; readonly response: AxiosResponse }
  | { readonly kind: 'aborted'; readonly response?: undefined }
  | { readonly kind: 'failed'; readonly reason: unknown; readonly response?: AxiosResponse };

/** Tells apart an answer that axios rejects for its status, a call that the app gave up, and a failure. */
export function readRejection(error: unknown, { signal }: InternalAxiosRequestConfig): Rejection {
  if (property(error, '__CANCEL__') === true || property(error, 'code') === 'ERR_CANCELED') {
    const reason = property(signal, 'reason');
    // AbortSignal.timeout() is a timeout, not a change of mind.
    return property(reason, 'name') === 'TimeoutError' ? { kind: 'failed', reason } : { kind: 'aborted' };
  }
  const response = property(error, 'response');
  if (!isResponse(response)) return { kind: 'failed', reason: error };
  return isWhole(response, error)
    ? { kind: 'answered', response }
    : { kind: 'failed', reason: error, response };
}

function isResponse(value: unknown): value is AxiosResponse {
  return typeof property(value, 'status') === 'number';
}

/** False for an answer whose body broke off or could not be inflated: its data is not set then. */
function isWhole(response: AxiosResponse, error: unknown): boolean {
  if (response.data !== undefined) return true;
  const message = property(response.request, 'res');
  return property(message, 'complete') !== false && property(error, 'cause') === undefined;
}

function property(target: unknown, key: string): unknown {
  return typeof target === 'object' && target !== null ? Reflect.get(target, key) : undefined;
}
