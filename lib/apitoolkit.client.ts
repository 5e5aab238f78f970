import { bootNotices } from './boot-notices.js';
import { activate, deactivate, type ActiveClient } from './capture/active-client.js';
import type { CaptureBreaker } from './capture/capture-breaker.js';
import { runSuppressed } from './capture/exchange-context.js';
import type { ExchangeRecorder } from './capture/exchange-recorder.js';
import { OptionMistake } from './capture/option-mistake.js';
import type { APIToolkitConfig } from './config/apitoolkit.config.js';
import { createBreaker } from './create-breaker.js';
import { createRecorder } from './create-recorder.js';
import { createDestination } from './destination.js';
import { Diagnostics } from './diagnostics.js';
import { ExchangeOutlet } from './exchange-outlet.js';
import { onExit } from './exit-drain.js';
import { settled } from './export/deadline.js';
import { Pipeline } from './export/pipeline.js';
import type { PipelineStatus } from './export/pipeline-status.js';
import { AppInspector } from './inspector/app-inspector.js';
import { RedactionPolicy } from './redaction/redaction-policy.js';
import { RedactionReportCollector } from './redaction/report/redaction-report-collector.js';
import type { RuleSource } from './redaction/rules/configured-rules.js';
import type { RedactionReport } from './redaction/report/redaction-report.js';
import { mergeRules, type RedactionRules } from './redaction/rules/redaction-rules.js';
import type { PersonalValue } from './redaction/detectors/personal-values.js';

/** All that an instance was told to redact. */
interface RedactionOrders {
  readonly rules: RedactionRules;
  readonly values: readonly PersonalValue[];
  readonly defaults: boolean;
}

/** One running module: what its options configure, put together. */
export class APIToolkitClient implements ActiveClient {
  readonly recorder: ExchangeRecorder;
  /** Where it is on. */
  readonly inspector: AppInspector | undefined;
  readonly #pipeline: Pipeline;
  readonly #diagnostics: Diagnostics;
  readonly #outlet: ExchangeOutlet;
  readonly #report = new RedactionReportCollector(() => this.#rules);
  readonly #breaker: CaptureBreaker;
  #policy: RedactionPolicy;
  #rules: RedactionRules;
  #values: readonly PersonalValue[];
  #defaults: boolean;
  #forgetExit: (() => void) | undefined;
  /** The module instance that captures instead of this one, where the module was imported twice. */
  #captor: APIToolkitClient | undefined;

  /** Private to the runtime too: it holds the key, and clients show up when an app inspects its container. */
  readonly #config: APIToolkitConfig;

  constructor(config: APIToolkitConfig) {
    this.#config = config;
    this.#diagnostics = new Diagnostics(config.debug);
    this.#breaker = createBreaker(this.#diagnostics);
    this.#rules = config.redactionRules;
    this.#values = config.redactValues;
    this.#defaults = config.redactDefaults;
    this.#policy = this.#createPolicy();
    const diagnostics = this.#diagnostics.plain;
    const destination = createDestination(config);
    this.#pipeline = new Pipeline(destination, config.pipeline, { ...diagnostics, runSuppressed });
    this.inspector = this.#createInspector();
    this.#outlet = new ExchangeOutlet({
      config,
      policy: () => this.#policy,
      pipeline: this.#pipeline,
      report: this.#report,
      diagnostics: this.#diagnostics,
      inspector: this.inspector,
      failed: (step, error) => this.failed(step, error),
    });
    this.recorder = createRecorder(config, {
      outlet: this.#outlet,
      pipeline: this.#pipeline,
      breaker: this.#breaker,
      diagnostics: this.#diagnostics,
      compileRules: (rules) => this.compileRules(rules, [{ setBy: 'outgoing calls', rules }]),
      failed: (step, error) => this.failed(step, error),
    });
    if (!config.enabled) this.recorder.close();
  }

  get isEnabled(): boolean {
    return this.#config.enabled;
  }

  /** Becomes what code outside dependency injection reports to. */
  start(): void {
    activate(this);
    for (const { level, message } of bootNotices(this.#config)) this.#diagnostics[level](message);
    // What is in memory is lost with the process anyway: then it need not wait for us.
    if (this.#config.pipeline.spool)
      this.#forgetExit = onExit((deadlineMs) => this.#outlet.drainUntil(deadlineMs));
  }

  /**
   * Takes over from another instance of the module in the same app, with all its redaction rules: what
   * either was told to redact is redacted.
   */
  absorb(other: APIToolkitClient): void {
    const { rules, values, defaults } = other.yieldTo(this);
    this.#rules = mergeRules(this.#rules, rules);
    this.#values = [...this.#values, ...values];
    this.#defaults ||= defaults;
    this.#policy = this.#createPolicy();
    this.#diagnostics.warn(
      'APIToolkitModule is imported more than once: one instance captures, with the redaction rules of all. ' +
        'Import it once, in AppModule.',
    );
  }

  /** Captures no more. A method, since the other instance may be of the other build of this package. */
  yieldTo(captor: APIToolkitClient): RedactionOrders {
    this.#captor = captor;
    this.recorder.close(captor.recorder);
    deactivate(this);
    return { rules: this.#rules, values: this.#values, defaults: this.#defaults };
  }

  /**
   * @param sources what the rules are made of, for the report
   * @throws Error for a path that is not valid
   */
  compileRules(rules: RedactionRules, sources: readonly RuleSource[]): void {
    this.#policy.redactorFor(rules);
    this.#report.declare(rules, sources);
  }

  reportDetached(error: unknown): void {
    if (this.#captor) return this.#captor.reportDetached(error);
    if (this.isEnabled) this.#outlet.addError(error);
  }

  status(): PipelineStatus {
    if (this.#captor) return this.#captor.status();
    const status = this.#pipeline.status();
    const { waiting } = this.#outlet;
    return { ...status, captured: status.captured + waiting, queued: status.queued + waiting };
  }

  redactionReport(): RedactionReport {
    if (this.#captor) return this.#captor.redactionReport();
    this.#outlet.drain();
    return this.#report.report();
  }

  async flush(timeoutMs: number): Promise<void> {
    if (this.#captor) return this.#captor.flush(timeoutMs);
    this.#outlet.drain();
    await this.#pipeline.flush(timeoutMs);
  }

  exportsTo(exporter: object): boolean {
    const { destination } = this.#config;
    return destination.kind === 'exporter' && destination.exporter === exporter;
  }

  get underWay(): number {
    return this.recorder.underWay.count;
  }

  async settled(timeoutMs: number): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    await settled(() => this.recorder.underWay.none(), timeoutMs);
    await this.flush(deadlineMs - performance.now());
  }

  async shutdown(): Promise<void> {
    this.recorder.close();
    deactivate(this);
    this.#forgetExit?.();
    this.#outlet.drain();
    await this.#pipeline.shutdown();
  }

  /** Notes a fault of our own, outside of any exchange's fate. */
  failed(step: string, error: unknown): void {
    this.#diagnostics.failed(step, error);
    if (!(error instanceof OptionMistake)) this.#breaker.failed(step);
  }

  /** Runs what the app asked of us outside of any exchange's fate: whatever goes wrong stays here. */
  harmlessly(step: string, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#diagnostics.failed(step, error);
    }
  }

  #createPolicy(): RedactionPolicy {
    const { maxBodyBytes, captureContentTypes } = this.#config;
    return new RedactionPolicy({
      rules: this.#rules,
      defaults: this.#defaults,
      values: this.#values,
      maxBodyBytes,
      ...(captureContentTypes && { captureContentTypes }),
    });
  }

  #createInspector(): AppInspector | undefined {
    const { enabled, inspector, resource } = this.#config;
    if (!enabled || inspector.status !== 'on') return undefined;
    return new AppInspector({
      path: inspector.path,
      maxExchanges: inspector.maxExchanges,
      serviceName: resource.serviceName,
      policy: () => this.#policy,
      status: () => this.status(),
      redactionReport: () => this.redactionReport(),
      notice: (message) => this.#diagnostics.notice(message),
      failed: (error) => this.#diagnostics.failed('the inspector', error),
    });
  }
}
