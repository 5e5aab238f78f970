export type {
  BridgedEvent,
  BridgedLink,
  BridgedResource,
  BridgedScope,
  BridgedSpan,
  SpanExporterLike,
} from './bridged-span.js';
export { SpanExporterBridge } from './span-exporter.bridge.js';
export { TracerProviderBridge } from './tracer-provider.bridge.js';
