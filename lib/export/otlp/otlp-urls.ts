import type { OtlpSignal } from '../transport.js';

/**
 * The URLs behind an endpoint, which is a base URL or a full `/v1/traces` URL; a query in it is kept.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
 */
export function otlpUrls(endpoint: string): Readonly<Record<OtlpSignal, URL>> {
  const base = new URL(endpoint);
  const basePath = base.pathname.replace(/\/+$/, '').replace(/\/v1\/(traces|logs|metrics)$/, '');
  const at = (path: string): URL => {
    const url = new URL(base);
    url.pathname = `${basePath}${path}`;
    return url;
  };
  return { traces: at('/v1/traces'), logs: at('/v1/logs'), metrics: at('/v1/metrics') };
}
