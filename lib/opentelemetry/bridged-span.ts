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
  /** `monoscope.http`: by it an APIToolkit server knows a captured request. */
  readonly name: string;
  /** SERVER for a request, INTERNAL where the app made a server span of its own, CLIENT for a call. */
  readonly kind: SpanKind;
  /** The ids that the exchange went by on the wire. */
  readonly spanContext: () => SpanContext;
  /** As 2.x asks. */
  readonly parentSpanContext?: SpanContext;
  /** As 1.x asks. */
  readonly parentSpanId?: string;
  /** Seconds and nanoseconds since 1970. */
  readonly startTime: HrTime;
  /** Seconds and nanoseconds since 1970. */
  readonly endTime: HrTime;
  /** Seconds and nanoseconds. */
  readonly duration: HrTime;
  /** Always true. */
  readonly ended: boolean;
  /** ERROR or UNSET, without a message. */
  readonly status: SpanStatus;
  /** Those of the wire format. */
  readonly attributes: Attributes;
  /** What it is tied to without being below it. */
  readonly links: BridgedLink[];
  /** One named `exception` for each error. */
  readonly events: BridgedEvent[];
  /** The same object for all spans of a module. */
  readonly resource: BridgedResource;
  /** As 2.x asks. */
  readonly instrumentationScope: BridgedScope;
  /** As 1.x asks. */
  readonly instrumentationLibrary: BridgedScope;
  /** Always 0: the bounds of a capture lie elsewhere. */
  readonly droppedAttributesCount: number;
  /** Always 0. */
  readonly droppedEventsCount: number;
  /** Always 0. */
  readonly droppedLinksCount: number;
}

/** `Link` of `@opentelemetry/api`. */
export interface BridgedLink {
  /** The other span. */
  readonly context: SpanContext;
  /** None. */
  readonly attributes: Attributes;
  /** Always 0. */
  readonly droppedAttributesCount: number;
}

/** `TimedEvent` of `@opentelemetry/sdk-trace-base`: an error. */
export interface BridgedEvent {
  /** `exception`. */
  readonly name: string;
  /** Seconds and nanoseconds since 1970. */
  readonly time: HrTime;
  /** `exception.type`, `exception.message`, `exception.stacktrace`. */
  readonly attributes: Attributes;
  /** Always 0. */
  readonly droppedAttributesCount: number;
}

/** `InstrumentationScope` of `@opentelemetry/core`, called `InstrumentationLibrary` in 1.x: this package. */
export interface BridgedScope {
  /** `apitoolkit-nestjs`. */
  readonly name: string;
  /** The version of this package. */
  readonly version: string;
}

/** `Resource` of `@opentelemetry/resources`, 1.x and 2.x. */
export interface BridgedResource {
  /** `service.name` and so on. */
  readonly attributes: Attributes;
  /** Always false. */
  readonly asyncAttributesPending: boolean;
  /** Resolves at once. */
  waitForAsyncAttributes(): Promise<void>;
  /** A resource with the attributes of both; those of the other count where both have one. */
  merge(other: { readonly attributes: Attributes } | null): BridgedResource;
  /** The attributes as pairs. */
  getRawAttributes(): [string, AttributeValue | undefined][];
}

/** `SpanExporter` of `@opentelemetry/sdk-trace-base`, 1.x and 2.x. */
export interface SpanExporterLike {
  /** Code 0 says that all spans arrived. */
  export(spans: BridgedSpan[], done: (result: { code: number; error?: Error }) => void): void;
  /** Called once, when the app shuts down. */
  shutdown(): Promise<void>;
  /** Sends what the exporter holds; called before `shutdown`. */
  forceFlush?(): Promise<void>;
}
