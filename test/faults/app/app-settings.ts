import type { APIToolkitModuleOptions } from '../../../lib/apitoolkit.options.js';
import type { PipelineStatus } from '../../../lib/export/pipeline-status.js';

/** What the app process is told, as JSON in its environment. */
export interface AppSettings {
  readonly adapter: 'express' | 'fastify';
  /** The options of the module, those that JSON can hold; undefined for the bare twin. */
  readonly options?: AppModuleOptions;
  /** The module a second time, as its CommonJS copy (P18). */
  readonly isImportedTwice?: boolean;
  /** `app.enableShutdownHooks()`. */
  readonly hasShutdownHooks?: boolean;
  /** Another provider of the app whose shutdown hook does this (P7). */
  readonly neighbourHook?: 'throws' | 'hangs';
  /** What the app's own logger does with a message of the module (H7). */
  readonly logger?: 'throws' | 'calls the app';
  /** OpenTelemetry's instrumentations of http and undici, with spans in this process (H9, H10). */
  readonly isInstrumented?: boolean;
  /** A second app in the same process, with a module of its own (D25). */
  readonly second?: AppModuleOptions;
  /** Milliseconds between the samples of `status()`. @default 100 */
  readonly sampleEveryMs?: number;
}

/** Options of the module, and those that only a later version of it knows. */
export type AppModuleOptions = APIToolkitModuleOptions & Readonly<Record<string, unknown>>;

/** What the app says of itself; `status` is absent in the bare twin. */
export interface Sample {
  readonly atMs: number;
  readonly status?: PipelineStatus;
  /** Of the second app. */
  readonly second?: PipelineStatus;
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** The longest time that the event loop was held since the sample before. */
  readonly stallMs: number;
}

/** What the app sends to its parent. */
export type AppMessage =
  | { readonly kind: 'ready'; readonly url: string; readonly secondUrl: string; readonly bootMs: number }
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown };

/** What the parent asks of it, each answered once done. */
export type AppCommand =
  | 'sample'
  | 'flush'
  | 'close'
  | 'close and sample'
  | 'stalls'
  | 'watch own stretches'
  | 'own stretches'
  | 'listeners'
  | 'collect garbage'
  | 'spans'
  | 'processor time'
  | 'prototypes';

/** How long the event loop was held since they were asked for last. */
export interface Stalls {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface AppCall {
  readonly call: number;
  readonly command: AppCommand;
}
