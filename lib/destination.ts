import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { Destination } from './export/destination.js';
import type { ResourceAttributes } from './export/exporter.js';
import { ExporterDestination } from './export/exporter.destination.js';
import { LocalDestination } from './export/local.destination.js';
import { AttributeRecord } from './export/otlp/attribute-record.js';
import { createOtlpDestination } from './export/otlp/create-otlp-destination.js';
import { writeResourceAttributes, type ResourceConfig } from './export/otlp/resource.js';
import { SDK_VERSION } from './version.js';

/** Where the options say that records go. */
export function createDestination(config: APIToolkitConfig): Destination {
  const { destination } = config;
  if (destination.kind === 'local') return new LocalDestination();
  if (destination.kind === 'exporter') {
    if (config.enabled) destination.exporter.useResource?.(resourceAttributes(config));
    return new ExporterDestination(destination.exporter);
  }
  const { protocol, urls, headers, compression, strictOtlp, apiKey, tls, proxy } = destination;
  const resource = resourceOf(config, apiKey);
  return createOtlpDestination({ protocol, urls, headers, compression, strictOtlp, resource, tls, proxy });
}

/** Without the key: an exporter may print what it is given. */
function resourceAttributes(config: APIToolkitConfig): ResourceAttributes {
  const record = new AttributeRecord();
  writeResourceAttributes(record, resourceOf(config, undefined));
  return record.attributes;
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
