import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from './refusal.js';

/** With every answer: nothing is kept, framed, sniffed, read by another origin or run that is not ours. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
} as const;

export type AnswerHeaders = Readonly<Record<string, string>>;

/** The headers of an answer with which its connection ends (RFC 9112 section 9.6). HTTP/2 has no such header. */
export function lastOfConnection({ httpVersionMajor }: IncomingMessage): AnswerHeaders {
  return httpVersionMajor === 1 ? { connection: 'close' } : {};
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  answerText(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}

export function answerRefusal(
  response: ServerResponse,
  { status, error }: Refusal,
  headers?: AnswerHeaders,
): void {
  answerText(response, status, 'application/json; charset=utf-8', `${JSON.stringify({ error })}\n`, headers);
}

export function answerText(
  response: ServerResponse,
  status: number,
  contentType: string,
  content: string | Uint8Array,
  headers: AnswerHeaders = {},
): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  response.writeHead(status, {
    ...HEADERS,
    ...headers,
    'content-type': contentType,
    'content-length': String(bytes.byteLength),
  });
  // Node sends no body in answer to HEAD.
  response.end(bytes);
}

export function answerNothing(response: ServerResponse): void {
  response.writeHead(204, HEADERS).end();
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { ...HEADERS, location, 'content-length': '0' }).end();
}

/** Begins an answer whose end is not known. */
export function beginStream(response: ServerResponse, contentType: string, headers: AnswerHeaders): void {
  response.writeHead(200, { ...HEADERS, ...headers, 'content-type': contentType });
}
