import type { SendResult } from './destination.js';
import { ThrottledDiagnostics, type PipelineDiagnostics } from './diagnostics.js';
import { DEFAULT_BACKOFF, retry, type BackoffPolicy } from './retry.js';
import type { ExportRequest, Transport } from './transport.js';

/** Sends the same bytes again while another transport calls its failure retryable. */
export class RetryingTransport implements Transport {
  readonly #inner: Transport;
  readonly #diagnostics: ThrottledDiagnostics;
  readonly #backoff: BackoffPolicy;

  constructor(inner: Transport, diagnostics: PipelineDiagnostics, backoff: BackoffPolicy = DEFAULT_BACKOFF) {
    this.#inner = inner;
    this.#diagnostics = new ThrottledDiagnostics(diagnostics);
    this.#backoff = backoff;
  }

  get name(): string {
    return this.#inner.name;
  }

  send(request: ExportRequest, signal: AbortSignal): Promise<SendResult> {
    const onRetry = (reason: string, delayMs: number): void => {
      const seconds = (delayMs / 1000).toFixed(1);
      this.#diagnostics.warn(
        'retrying',
        `${this.name}: ${reason}. Records are held; next attempt in ${seconds} s.`,
      );
    };
    return retry(() => this.#inner.send(request, signal), { backoff: this.#backoff, signal, onRetry });
  }

  shutdown(): void {
    this.#inner.shutdown();
  }
}
