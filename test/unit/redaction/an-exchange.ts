import type { Exchange, HeaderMap, WireBody, WireRequest } from '../../../lib/exchange/exchange.js';

/** A whole exchange, frozen through and through: whoever writes to it throws. */
export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  return deepFreeze({
    kind: 'incoming',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    links: [],
    startedAt: new Date('2026-08-01T10:00:00Z'),
    durationMs: 12.5,
    outcome: 'completed',
    rulesKnown: true,
    tags: [],
    attributes: {},
    request: aRequest(),
    errors: [],
    ...changes,
  });
}

export function aRequest(changes: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'POST',
    scheme: 'https',
    host: 'api.example.com',
    target: '/users',
    pathParams: {},
    headers: {},
    ...changes,
  };
}

export function aBody(content: string | Uint8Array, changes: Partial<WireBody> = {}): WireBody {
  return { chunks: [content], byteLength: Buffer.byteLength(content), truncated: false, ...changes };
}

export function json(value: unknown): { body: WireBody; headers: HeaderMap } {
  return { body: aBody(JSON.stringify(value)), headers: { 'content-type': 'application/json' } };
}

/** Typed arrays cannot be frozen; everything else can. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}
