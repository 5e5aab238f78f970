import type {
  CapturedBody,
  RedactedErrorRecord,
  RedactedExchange,
  RedactedRequest,
} from '../../../lib/exchange/redacted-exchange.js';
import { InMemoryExporter } from '../../../lib/testing/in-memory.exporter.js';

/** An exporter that got these, as from an app that is closed: nothing more comes. */
export async function exporterOf(
  exchanges: readonly RedactedExchange[],
  errors: readonly RedactedErrorRecord[] = [],
): Promise<InMemoryExporter> {
  const exporter = new InMemoryExporter();
  await exporter.export(exchanges);
  await exporter.exportErrors(errors);
  return exporter;
}

export function requestTo(
  method: string,
  path: string,
  more: Partial<RedactedRequest> = {},
): RedactedRequest {
  return {
    method,
    url: `http://shop.example${path}`,
    host: 'shop.example',
    path,
    query: {},
    pathParams: {},
    headers: {},
    ...more,
  };
}

export function jsonBody(value: unknown): CapturedBody {
  return textBody('application/json', JSON.stringify(value));
}

export function textBody(contentType: string, text: string): CapturedBody {
  return { contentType, byteLength: Buffer.byteLength(text), truncated: false, text };
}

/** The message with which an assertion rejects. */
export async function messageOf(assertion: Promise<void>): Promise<string> {
  const error: unknown = await assertion.then(
    () => new Error('the assertion passed'),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}
