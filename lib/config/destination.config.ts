import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { Exporter } from '../export/exporter.js';
import { otlpUrls } from '../export/otlp/otlp-urls.js';
import type { ProxyServer } from '../export/proxy-server.js';
import type { TlsMaterial } from '../export/tls-material.js';
import { checkEndpoint, checkKeyStaysSecret } from './endpoint.js';
import { readPairs, readText, type Environment } from './environment.js';
import { checkBoolean, checkChoice, checkText, refuse } from './option-checks.js';
import { resolveProxy } from './proxy.config.js';
import { resolveTls } from './tls.config.js';

/** Where exchanges go. */
export type DestinationConfig =
  | { readonly kind: 'local' }
  | { readonly kind: 'exporter'; readonly exporter: Exporter }
  | OtlpDestinationConfig;

type OtlpUrls = ReturnType<typeof otlpUrls>;

export interface OtlpDestinationConfig {
  readonly kind: 'otlp';
  readonly urls: OtlpUrls;
  readonly apiKey: string | undefined;
  readonly compression: 'none' | 'gzip';
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsMaterial;
  readonly proxy: ProxyServer | undefined;
}

/** The hosted server over TLS (wire-contract 2). */
const HOSTED_ENDPOINT = 'https://otelcol.monoscope.tech';

const TRACES_ENDPOINT = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';

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
  const endpoint = endpointFrom(options, env, apiKey !== undefined);
  if (endpoint === undefined) return { kind: 'local' };
  const { urls } = endpoint;
  const proxy = resolveProxy(options.proxy, env, urls.traces);
  if (apiKey !== undefined && !checkBoolean('allowInsecure', options.allowInsecure ?? false)) {
    checkKeyStaysSecret(endpoint.source, urls.traces, proxy);
  }
  checkChoice(
    'protocol',
    options.protocol ?? readText(env, 'OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/protobuf',
    ['http/protobuf'],
  );
  const compression = options.compression ?? readText(env, 'OTEL_EXPORTER_OTLP_COMPRESSION') ?? 'none';
  return {
    kind: 'otlp',
    urls,
    apiKey,
    compression: checkChoice('compression', compression, ['none', 'gzip']),
    headers: checkHeaders({ ...readPairs(env, 'OTEL_EXPORTER_OTLP_HEADERS'), ...options.headers }),
    tls: resolveTls(options.tls, env, urls.traces),
    proxy,
  };
}

/** The URLs, and what they come from: the option or the variable to mend. */
interface Endpoint {
  readonly source: string;
  readonly urls: OtlpUrls;
}

function endpointFrom(
  options: APIToolkitModuleOptions,
  env: Environment,
  hasKey: boolean,
): Endpoint | undefined {
  if (options.endpoint !== undefined) return endpointOf('endpoint', checkText('endpoint', options.endpoint));
  for (const name of ['APITOOLKIT_ENDPOINT', TRACES_ENDPOINT, 'OTEL_EXPORTER_OTLP_ENDPOINT']) {
    const text = readText(env, name);
    if (text === undefined) continue;
    const { source, urls } = endpointOf(name, text);
    // The URL of one signal is used as it is (OpenTelemetry specification, OTLP exporter).
    return { source, urls: name === TRACES_ENDPOINT ? { ...urls, traces: new URL(text) } : urls };
  }
  return hasKey ? endpointOf('endpoint', HOSTED_ENDPOINT) : undefined;
}

function endpointOf(source: string, endpoint: string): Endpoint {
  checkEndpoint(source, endpoint);
  return { source, urls: otlpUrls(endpoint) };
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
