import type { RedactedExchange } from '../../exchange/redacted-exchange.js';

/** `'POST /orders'` in parts; without a method, any. */
export interface RequestLine {
  readonly method: string | undefined;
  /** A path as requested, or a route template such as `/orders/:id`. */
  readonly path: string;
}

const REQUEST_LINE = /^(?:([A-Za-z]+) )?(\/[^?#\s]*)$/;

/** @throws TypeError for anything but a path with or without a method in front */
export function readRequestLine(line: unknown): RequestLine {
  const [, method, path] = (typeof line === 'string' && REQUEST_LINE.exec(line)) || [];
  if (path !== undefined) return { method: method?.toUpperCase(), path };
  throw new TypeError(
    `Expected a request such as 'POST /orders' or 'GET /orders/:id', got ${JSON.stringify(line)}. ` +
      'What the query must hold goes into the option query.',
  );
}

/** Whether a request that the app got is meant, by its path or by the template of its route. */
export function isMeant({ method, path }: RequestLine, exchange: RedactedExchange): boolean {
  const { kind, request, route } = exchange;
  if (kind !== 'incoming' || (method !== undefined && method !== request.method)) return false;
  return path === request.path || path === route;
}

/** `POST /orders`. */
export function lineOf({ method, path }: RequestLine): string {
  return method === undefined ? path : `${method} ${path}`;
}
