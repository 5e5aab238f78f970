import type { ErrorReport } from '../../../lib/exchange/error-report.js';
import type { Exchange, HeaderMap, WireBody, WireRequest } from '../../../lib/exchange/exchange.js';
import type { RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import { RedactionPolicy } from '../../../lib/redaction/redaction-policy.js';
import { emptyRules, type RedactionRules } from '../../../lib/redaction/rules/redaction-rules.js';

export const WHEN = new Date('2026-08-01T10:00:00Z');

/** A whole exchange, redacted by these rules. */
export function redact(
  exchange: Partial<Exchange>,
  rules: Partial<RedactionRules> = {},
  defaults = true,
): RedactedExchange {
  return new RedactionPolicy({ rules: { ...emptyRules, ...rules }, defaults, maxBodyBytes: 65_536 })
    .redactorFor()
    .redact(anExchange(exchange));
}

export function anError(message: string, changes: Partial<ErrorReport> = {}): ErrorReport {
  return { type: 'Error', message, when: WHEN, ...changes };
}

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
