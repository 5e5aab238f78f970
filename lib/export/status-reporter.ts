import { settled } from './deadline.js';
import type { Destination } from './destination.js';
import type { ThrottledDiagnostics } from './diagnostics.js';
import type { PipelineStatus } from './pipeline-status.js';

export interface StatusReporterParts {
  readonly destination: Destination;
  readonly status: () => PipelineStatus;
  readonly intervalMs: number;
  readonly diagnostics: ThrottledDiagnostics;
  readonly runSuppressed: <T>(fn: () => T) => T;
}

/**
 * Sends the counts of the pipeline from time to time, and once more at the end. A report that is lost is not
 * sent again, since the next one says the same and more; and none is counted (failure mode H11).
 */
export class StatusReporter {
  readonly #parts: StatusReporterParts;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #isReporting = false;

  constructor(parts: StatusReporterParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#report(), parts.intervalMs).unref();
  }

  /** Sends the last report, and gives up at the deadline. Never rejects. */
  async stop(timeoutMs: number): Promise<void> {
    clearInterval(this.#timer);
    await settled(() => this.#report(), timeoutMs);
    this.#abort.abort();
  }

  async #report(): Promise<void> {
    const { destination, status, diagnostics, runSuppressed } = this.#parts;
    if (this.#isReporting) return;
    this.#isReporting = true;
    try {
      const result = await runSuppressed(() => destination.report?.(status(), this.#abort.signal));
      if (result !== undefined && result.status !== 'delivered')
        diagnostics.warn('metrics', `${destination.name} did not take the metrics: ${result.reason}.`);
    } catch {
      diagnostics.warn('metrics', 'The metrics could not be sent.');
    }
    this.#isReporting = false;
  }
}
