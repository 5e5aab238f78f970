import type { ExportResult } from '../export/exporter.js';

/**
 * What an exporter of OpenTelemetry says, in our terms. One that failed has given up its own retries: the batch is held
 * and given to it again, so that nothing is lost while a backend is away. Only what says that these very spans cannot be
 * taken is final: it would never go otherwise, and all others would wait behind it.
 *
 * @param result what came back from code that is not ours
 * @param unusable how many records of the batch never became spans
 */
export function exportResult(result: unknown, unusable: number): ExportResult {
  if (member(result, 'code') === SUCCESS) return { status: 'delivered', rejected: unusable };
  const error = member(result, 'error');
  const reason = `the span exporter failed${describe(error)}`;
  return { status: FINAL_CODES.has(member(error, 'code')) ? 'rejected' : 'retryable', reason };
}

/** `ExportResultCode.SUCCESS` of `@opentelemetry/core`. */
const SUCCESS = 0;

/** Bad data and too much of it: 400 and 413 of OTLP over HTTP, INVALID_ARGUMENT of gRPC. */
const FINAL_CODES: ReadonlySet<unknown> = new Set([400, 413, 3]);

/** Class and code of an error; its message could quote what was exported, or a URL with credentials. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = member(error, 'code');
  const isTellable =
    typeof code === 'number' || (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code));
  return ` with ${error.constructor.name}${isTellable ? ` ${code}` : ''}`;
}

function member(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}
