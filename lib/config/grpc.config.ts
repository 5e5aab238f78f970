import { metadataProblem } from '../export/grpc/grpc-metadata.js';
import { loadGrpc } from '../export/grpc/load-grpc.js';
import type { OtlpSignal } from '../export/transport.js';
import { checkEndpoint, isLoopback } from './endpoint.js';
import { APIToolkitConfigError, refuse } from './option-checks.js';

/** The default port of OTLP over gRPC (https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-default-port). */
const GRPC_PORT = '4317';

/** Stops the boot where the app has no grpc-js, rather than losing its first records. */
export function checkGrpcInstalled(): void {
  try {
    loadGrpc();
  } catch (error) {
    const remedy = error instanceof Error ? error.message : String(error);
    throw new APIToolkitConfigError(
      `APIToolkitModule: protocol: ${remedy}, or protocol: 'http/protobuf', which needs no package.`,
    );
  }
}

/** All signals go to one address. */
export function grpcUrls(
  endpoint: { readonly source: string; readonly text: string } | undefined,
): Readonly<Record<OtlpSignal, URL>> {
  if (endpoint === undefined) {
    // The hosted server takes gRPC in clear text only: the key would go along readable (wire-contract 2).
    throw new APIToolkitConfigError(
      "APIToolkitModule: endpoint: expected one with protocol 'grpc' (option, or OTEL_EXPORTER_OTLP_PROTOCOL), got none. " +
        "The hosted server has no gRPC over TLS: use protocol: 'http/protobuf', or name your own server or Collector, " +
        "such as endpoint: 'http://localhost:4317'.",
    );
  }
  const url = checkGrpcEndpoint(endpoint.source, endpoint.text);
  return { traces: url, logs: url, metrics: url };
}

/**
 * `http(s)://`, or `grpc(s)://` with 4317 as its own port, as an http or https URL. A path means nothing in gRPC,
 * and is not looked at.
 */
function checkGrpcEndpoint(option: string, endpoint: string): URL {
  if (!FORM.test(endpoint))
    refuse(option, "a URL such as 'http://localhost:4317' or 'grpcs://otel.example'", endpoint);
  const [, scheme = '', rest = ''] = /^grpc(s?):(\/\/.*)$/i.exec(endpoint) ?? [];
  if (rest === '') return checkEndpoint(option, endpoint);
  const url = checkEndpoint(option, `http${scheme}:${rest}`);
  // A URL does not show the port that is its scheme's own, such as 443.
  const hasPort = /^\/\/[^/?#]*:\d+([/?#]|$)/.test(rest);
  if (!hasPort) url.port = GRPC_PORT;
  return url;
}

const FORM = /^(http|grpc)s?:\/\/[^/]/i;

/**
 * grpc-js has proxies of its own, by the environment, and takes none by an option. Never one on the way to this
 * machine: it would see what is not meant to leave it.
 */
export function grpcProxy(option: unknown, url: URL): 'environment' | undefined {
  if (option === false || (option === undefined && isLoopback(url.hostname))) return undefined;
  if (option === undefined) return 'environment';
  throw new APIToolkitConfigError(
    "APIToolkitModule: proxy: expected false, or nothing, with protocol 'grpc', got something else. grpc-js takes a proxy " +
      "from the variables grpc_proxy, https_proxy and http_proxy: set one of them, or protocol: 'http/protobuf'.",
  );
}

/** gRPC carries less than HTTP: see `grpcMetadata`. */
export function checkGrpcHeaders(
  headers: Readonly<Record<string, string>>,
  apiKey: string | undefined,
): void {
  for (const [name, value] of Object.entries(headers)) {
    const problem = metadataProblem(name, value);
    if (problem !== undefined) refuse(`headers['${name}']`, `${problem} (protocol 'grpc')`, 'another one');
  }
  if (apiKey !== undefined && metadataProblem('x-api-key', apiKey) !== undefined)
    refuse('apiKey', "a key of printable ASCII (protocol 'grpc')", 'other characters');
}
