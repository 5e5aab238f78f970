import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { Destination } from './export/destination.js';
import type { PipelineDiagnostics } from './export/diagnostics.js';
import { ExporterDestination } from './export/exporter.destination.js';
import { LocalDestination } from './export/local.destination.js';
import { createOtlpDestination } from './export/otlp/create-otlp-destination.js';
import type { ResourceConfig } from './export/otlp/resource.js';
import { SDK_VERSION } from './version.js';

/** Where the options say that records go. */
export function createDestination(config: APIToolkitConfig, diagnostics: PipelineDiagnostics): Destination {
  const { destination } = config;
  if (destination.kind === 'local') return new LocalDestination();
  if (destination.kind === 'exporter') return new ExporterDestination(destination.exporter, diagnostics);
  const { urls, headers, compression, apiKey, tls, proxy } = destination;
  const resource = resourceOf(config, apiKey);
  return createOtlpDestination(
    { urls, headers, compression, resource, tls, ...(proxy && { proxy }) },
    diagnostics,
  );
}

function resourceOf({ resource }: APIToolkitConfig, apiKey: string | undefined): ResourceConfig {
  const { serviceName, serviceVersion, environment, attributes } = resource;
  return {
    serviceName,
    ...(serviceVersion !== undefined && { serviceVersion }),
    ...(environment !== undefined && { environment }),
    ...(apiKey !== undefined && { apiKey }),
    sdkVersion: SDK_VERSION,
    attributes,
  };
}
