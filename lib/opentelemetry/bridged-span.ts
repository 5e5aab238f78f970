import type {
  Attributes,
  AttributeValue,
  HrTime,
  SpanContext,
  SpanKind,
  SpanStatus,
} from '@opentelemetry/api';

/**
 * A finished span as exporters of OpenTelemetry take it: the `ReadableSpan` of `@opentelemetry/sdk-trace-base`, with what
 * both 1.x and 2.x of it have. It is written down here so that no package of the SDK is needed for our types.
 */
export interface BridgedSpan {
  readonly name: string;
  readonly kind: SpanKind;
  readonly spanContext: () => SpanContext;
  /** As 2.x asks. */
  readonly parentSpanContext?: SpanContext;
  /** As 1.x asks. */
  readonly parentSpanId?: string;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly duration: HrTime;
  readonly ended: boolean;
  readonly status: SpanStatus;
  readonly attributes: Attributes;
  readonly links: BridgedLink[];
  readonly events: BridgedEvent[];
  readonly resource: BridgedResource;
  /** As 2.x asks. */
  readonly instrumentationScope: BridgedScope;
  /** As 1.x asks. */
  readonly instrumentationLibrary: BridgedScope;
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

export interface BridgedLink {
  readonly context: SpanContext;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

export interface BridgedEvent {
  readonly name: string;
  readonly time: HrTime;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

export interface BridgedScope {
  readonly name: string;
  readonly version: string;
}

/** `Resource` of `@opentelemetry/resources`, 1.x and 2.x. */
export interface BridgedResource {
  readonly attributes: Attributes;
  readonly asyncAttributesPending: boolean;
  waitForAsyncAttributes(): Promise<void>;
  merge(other: { readonly attributes: Attributes } | null): BridgedResource;
  getRawAttributes(): [string, AttributeValue | undefined][];
}

/** `SpanExporter` of `@opentelemetry/sdk-trace-base`, 1.x and 2.x. */
export interface SpanExporterLike {
  /** Code 0 says that all spans arrived. */
  export(spans: BridgedSpan[], done: (result: { code: number; error?: Error }) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}
