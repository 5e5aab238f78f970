import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { OtlpProtocol } from '../export/otlp-protocol.js';
import type { ProxyServer } from '../export/connection/proxy-server.js';
import type { TlsMaterial } from '../export/connection/tls-material.js';
import type { Exporter } from '../export/exporter.js';
import { otlpUrls } from '../export/otlp/otlp-urls.js';
import { checkEndpoint, checkKeyStaysSecret } from './endpoint.js';
import { readPairs, readText, type Environment } from './environment.js';
import { checkGrpcHeaders, checkGrpcInstalled, grpcProxy, grpcUrls } from './grpc.config.js';
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
  readonly protocol: OtlpProtocol;
  /** With gRPC, one address for all. */
  readonly urls: OtlpUrls;
  readonly apiKey: string | undefined;
  readonly compression: 'none' | 'gzip';
  readonly headers: Readonly<Record<string, string>>;
  readonly strictOtlp: boolean;
  readonly tls: TlsMaterial;
  /** `'environment'`: what grpc-js finds there by itself. */
  readonly proxy: ProxyServer | 'environment' | undefined;
}

/** The hosted server over TLS (wire-contract 2). */
const HOSTED_ENDPOINT = { source: 'endpoint', text: 'https://otelcol.monoscope.tech' };

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
  const apiKey = checkKey(keyIn(options) ?? readText(env, 'APITOOLKIT_KEY'));
  const endpoint = endpointFrom(options, env);
  if (endpoint === undefined && apiKey === undefined) return { kind: 'local' };
  const protocol = protocolFrom(options, env);
  const urls = protocol === 'grpc' ? grpcUrls(endpoint) : httpUrls(endpoint ?? HOSTED_ENDPOINT);
  const proxy =
    protocol === 'grpc'
      ? grpcProxy(options.proxy, urls.traces)
      : resolveProxy(options.proxy, env, urls.traces);
  if (apiKey !== undefined && !checkBoolean('allowInsecure', options.allowInsecure ?? false)) {
    checkKeyStaysSecret(endpoint?.source ?? 'endpoint', urls.traces, proxy);
  }
  const compression = options.compression ?? readText(env, 'OTEL_EXPORTER_OTLP_COMPRESSION') ?? 'none';
  const headers = checkHeaders({ ...readPairs(env, 'OTEL_EXPORTER_OTLP_HEADERS'), ...options.headers });
  if (protocol === 'grpc') {
    checkGrpcHeaders(headers, apiKey);
    checkGrpcInstalled();
  }
  return {
    kind: 'otlp',
    protocol,
    urls,
    apiKey,
    compression: checkChoice('compression', compression, ['none', 'gzip']),
    headers,
    strictOtlp: checkBoolean('strictOtlp', options.strictOtlp ?? false),
    tls: resolveTls(options.tls, env, urls.traces),
    proxy,
  };
}

function protocolFrom(options: APIToolkitModuleOptions, env: Environment): OtlpProtocol {
  const protocol = options.protocol ?? readText(env, 'OTEL_EXPORTER_OTLP_PROTOCOL') ?? 'http/protobuf';
  return checkChoice('protocol', protocol, ['http/protobuf', 'grpc']);
}

/** What was given, and where: the option or the variable to mend. */
interface Endpoint {
  readonly source: string;
  readonly text: string;
}

function endpointFrom(options: APIToolkitModuleOptions, env: Environment): Endpoint | undefined {
  if (options.endpoint !== undefined)
    return { source: 'endpoint', text: checkText('endpoint', options.endpoint) };
  for (const source of ['APITOOLKIT_ENDPOINT', TRACES_ENDPOINT, 'OTEL_EXPORTER_OTLP_ENDPOINT']) {
    const text = readText(env, source);
    if (text !== undefined) return { source, text };
  }
  return undefined;
}

function httpUrls({ source, text }: Endpoint): OtlpUrls {
  checkEndpoint(source, text);
  const urls = otlpUrls(text);
  // The URL of one signal is used as it is (OpenTelemetry specification, OTLP exporter).
  return source === TRACES_ENDPOINT ? { ...urls, traces: new URL(text) } : urls;
}

/** An empty one is none, as in the environment: so a ConfigService answers for `APITOOLKIT_KEY=` in a .env file. */
function keyIn({ apiKey }: APIToolkitModuleOptions): unknown {
  return apiKey === '' ? undefined : apiKey;
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
