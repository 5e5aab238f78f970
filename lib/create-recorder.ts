import type { CaptureBreaker } from './capture/capture-breaker.js';
import { CaptureBudget } from './capture/capture-budget.js';
import { ExchangeRecorder } from './capture/exchange-recorder.js';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import type { Diagnostics } from './diagnostics.js';
import { createErrorPolicy } from './error-policy.js';
import type { ExchangeOutlet } from './exchange-outlet.js';
import { exportUrlCheck } from './export/otlp/export-url-check.js';
import type { Pipeline } from './export/pipeline.js';
import type { RedactionRules } from './redaction/rules/redaction-rules.js';
import { createAdmission } from './request-admission.js';

/** What a recorder hands on to, and whom it tells. */
export interface RecorderSurroundings {
  readonly outlet: ExchangeOutlet;
  readonly pipeline: Pipeline;
  readonly breaker: CaptureBreaker;
  readonly diagnostics: Diagnostics;
  /** @throws Error for a path that is not valid */
  readonly compileRules: (rules: RedactionRules) => void;
  readonly failed: (step: string, error: unknown) => void;
}

/** The recorder that the options ask for. */
export function createRecorder(
  config: APIToolkitConfig,
  { outlet, pipeline, breaker, diagnostics, compileRules, failed }: RecorderSurroundings,
): ExchangeRecorder {
  return new ExchangeRecorder({
    sink: (exchange, rules, held) => outlet.add(exchange, rules, held),
    dropped: (reason) => pipeline.drop(reason),
    isPaused: () => breaker.isPaused,
    budget: new CaptureBudget(config.maxInFlightBytes),
    admits: createAdmission(config, {
      failed: (error) => {
        pipeline.drop('skip_error');
        diagnostics.failed('the skip option', error);
      },
      slow: diagnostics.slowHook,
    }),
    ignoresRoute: config.ignores,
    compileRules,
    shouldReport: createErrorPolicy(config.shouldReport, {
      failed: (error) => diagnostics.failed('the shouldReport option', error),
      slow: diagnostics.slowHook,
    }),
    failed,
    maxRequestBytes: config.captureRequestBody ? config.maxBodyBytes : 0,
    maxResponseBytes: config.captureResponseBody ? config.maxBodyBytes : 0,
    ...(config.destination.kind === 'otlp' && { isExportUrl: exportUrlCheck(config.destination.urls) }),
    remoteParent: config.remoteParent,
    outgoingSpans: config.outgoingSpans,
    sampleRate: config.sampleRate,
  });
}
