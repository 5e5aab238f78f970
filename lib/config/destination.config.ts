import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { Exporter } from '../export/exporter.js';
import { checkKeyStaysSecret, resolveEndpoints, type OtlpEndpoints } from './endpoint.js';
import { readPairs, readText, type Environment } from './environment.js';
import { checkBoolean, checkChoice, checkText, refuse } from './option-checks.js';

/** Where exchanges go. */
export type DestinationConfig =
  | { readonly kind: 'local' }
  | { readonly kind: 'exporter'; readonly exporter: Exporter }
  | OtlpDestinationConfig;

export interface OtlpDestinationConfig {
  readonly kind: 'otlp';
  readonly endpoints: OtlpEndpoints;
  readonly apiKey: string | undefined;
  readonly compression: 'none' | 'gzip';
  readonly headers: Readonly<Record<string, string>>;
}

/** The hosted server over TLS (wire-contract 2). */
const HOSTED_ENDPOINT = 'https://otelcol.monoscope.tech';

/** RFC 9110, sections 5.6.2 and 5.5: what a header may be made of. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Without a key, an endpoint and an exporter the module works locally: nothing leaves the process. */
export function resolveDestination(options: APIToolkitModuleOptions, env: Environment): DestinationConfig {
  const { exporter } = options;
  if (exporter !== undefined) {
    if (typeof exporter?.export !== 'function')
      refuse('exporter', 'an object with an export() method', exporter);
    return { kind: 'exporter', exporter };
  }
  const apiKey = checkKey(options.apiKey ?? readText(env, 'APITOOLKIT_KEY'));
  const endpoints = endpointsFrom(options, env, apiKey !== undefined);
  if (endpoints === undefined) return { kind: 'local' };
  if (apiKey !== undefined && !checkBoolean('allowInsecure', options.allowInsecure ?? false)) {
    checkKeyStaysSecret('endpoint', endpoints.traces);
  }
  checkChoice(
    'protocol',
    options.protocol ?? readText(env, 'OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/protobuf',
    ['http/protobuf'],
  );
  const compression = options.compression ?? readText(env, 'OTEL_EXPORTER_OTLP_COMPRESSION') ?? 'none';
  return {
    kind: 'otlp',
    endpoints,
    apiKey,
    compression: checkChoice('compression', compression, ['none', 'gzip']),
    headers: checkHeaders({ ...readPairs(env, 'OTEL_EXPORTER_OTLP_HEADERS'), ...options.headers }),
  };
}

function endpointsFrom(
  options: APIToolkitModuleOptions,
  env: Environment,
  hasKey: boolean,
): OtlpEndpoints | undefined {
  if (options.endpoint !== undefined)
    return resolveEndpoints('endpoint', checkText('endpoint', options.endpoint));
  for (const name of [
    'APITOOLKIT_ENDPOINT',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ]) {
    const endpoint = readText(env, name);
    if (endpoint === undefined) continue;
    const resolved = resolveEndpoints(name, endpoint);
    // The URL of one signal is used as it is (OpenTelemetry specification, OTLP exporter).
    return name === 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' ? { ...resolved, traces: endpoint } : resolved;
  }
  return hasKey ? resolveEndpoints('endpoint', HOSTED_ENDPOINT) : undefined;
}

function checkKey(apiKey: unknown): string | undefined {
  if (apiKey === undefined) return undefined;
  const key = checkText('apiKey', apiKey).trim();
  return HEADER_VALUE.test(key) ? key : refuse('apiKey', 'a key without line breaks', 'one with them');
}

function checkHeaders(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) refuse('headers', 'header names of RFC 9110', name);
    if (typeof value !== 'string' || !HEADER_VALUE.test(value)) {
      refuse(
        `headers['${name}']`,
        'a header value of one line',
        typeof value === 'string' ? 'other characters' : value,
      );
    }
    checked[name.toLowerCase()] = value;
  }
  return Object.freeze(checked);
}
