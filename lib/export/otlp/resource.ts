import type { AttributeValue } from '../../exchange/attribute-value.js';
import { attributeKeys } from './attribute-key.js';
import type { AttributeSink } from './attribute-sink.js';
import { AttributeWriter } from './attribute-writer.js';
import { ReservedKeys, writeCustomAttributes } from './custom-attributes.js';
import { ProtoWriter } from './proto-writer.js';

/** The name of this package, as the receiver and the scope of the records know it. */
export const SDK_NAME = 'apitoolkit-nestjs';

/** Who sends: written into every request (wire-contract section 3). */
export interface ResourceConfig {
  readonly serviceName: string;
  readonly serviceVersion?: string;
  readonly environment?: string;
  readonly apiKey?: string;
  readonly sdkVersion: string;
  /** Further resource attributes; none of them can replace one of the above. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/**
 * The content of a `Resource` message (opentelemetry-proto, resource/v1/resource.proto), but for the key: it
 * may lie on disk.
 */
export function encodeKeylessResource(config: ResourceConfig): Uint8Array {
  const writer = new ProtoWriter();
  writeResourceAttributes(new AttributeWriter(writer, RESOURCE_ATTRIBUTES), config);
  return writer.finish();
}

/** Writes what says who sends: one list, whatever it becomes. */
export function writeResourceAttributes(attributes: AttributeSink, config: ResourceConfig): void {
  attributes.write(KEY['service.name'], config.serviceName);
  attributes.write(KEY['service.version'], config.serviceVersion);
  attributes.write(KEY['deployment.environment.name'], config.environment);
  // Turns on the receiver's parser of stack frames.
  attributes.write(KEY['telemetry.sdk.language'], 'nodejs');
  attributes.write(KEY['telemetry.sdk.name'], SDK_NAME);
  attributes.write(KEY['telemetry.sdk.version'], config.sdkVersion);
  writeCustomAttributes(attributes, config.attributes, RESERVED);
}

/** The same with the key: a repeated field goes on wherever it is written. */
export function withKey(keylessResource: Uint8Array, apiKey: string | undefined): Uint8Array {
  const writer = new ProtoWriter();
  writer.raw(keylessResource);
  new AttributeWriter(writer, RESOURCE_ATTRIBUTES).write(PROJECT_KEY['at-project-key'], apiKey);
  return writer.finish();
}

/** The content of an `InstrumentationScope` message (opentelemetry-proto, common/v1/common.proto). */
export function encodeScope(sdkVersion: string): Uint8Array {
  const writer = new ProtoWriter();
  writer.string(SCOPE_NAME, SDK_NAME);
  writer.string(SCOPE_VERSION, sdkVersion);
  return writer.finish();
}

const RESOURCE_ATTRIBUTES = 1;
const SCOPE_NAME = 1;
const SCOPE_VERSION = 2;

const KEY = attributeKeys(
  'service.name',
  'service.version',
  'deployment.environment.name',
  'telemetry.sdk.language',
  'telemetry.sdk.name',
  'telemetry.sdk.version',
);
const PROJECT_KEY = attributeKeys('at-project-key', 'at-project-id');

const RESERVED = new ReservedKeys([...Object.keys(KEY), ...Object.keys(PROJECT_KEY)]);
