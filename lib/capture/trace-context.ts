import { randomFillSync } from 'node:crypto';

/** The remote parent of a request, from its `traceparent` header. */
export interface RemoteParent {
  readonly traceId: string;
  readonly spanId: string;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;
const MAX_TRACEPARENT_LENGTH = 512;

/**
 * Reads a `traceparent` header (W3C Trace Context, section 3.2). Anything invalid means a new trace, as
 * section 3.2.2 asks: version `ff`, all-zero ids, or more fields in version `00`.
 */
export function parseTraceparent(header: string | readonly string[] | undefined): RemoteParent | undefined {
  if (typeof header !== 'string' || header.length > MAX_TRACEPARENT_LENGTH) return undefined;
  const [, version, traceId, spanId, rest] = TRACEPARENT.exec(header) ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined) return undefined;
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId };
}

/** A `traceparent` value with the sampled flag set. */
export function formatTraceparent(traceId: string, spanId: string): string {
  return `00-${traceId}-${spanId}-01`;
}

export function newTraceId(): string {
  return randomHex(16);
}

export function newSpanId(): string {
  return randomHex(8);
}

/** One system call fills ids for some 500 exchanges: `randomBytes` per id costs a hundred times more. */
const pool = Buffer.alloc(8192);
/** Bytes before this offset are used up; at the end the pool is filled anew. */
let poolOffset = pool.length;

function randomHex(byteLength: number): string {
  if (poolOffset + byteLength > pool.length) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  const hex = pool.toString('hex', poolOffset, poolOffset + byteLength);
  poolOffset += byteLength;
  // An all-zero id is invalid (W3C Trace Context, section 3.2.2.3).
  return /^0+$/.test(hex) ? randomHex(byteLength) : hex;
}

/**
 * Whether a trace falls into a sample of this rate (0 to 1): the same answer for every exchange of one
 * trace, from the random low 56 bits of its id (W3C Trace Context Level 2, section 3.2.2.3).
 */
export function isTraceSampled(traceId: string, rate: number): boolean {
  if (rate >= 1) return true;
  return Number.parseInt(traceId.slice(-13), 16) / 2 ** 52 < rate;
}
