import { CaptureBudget } from '../../lib/capture/capture-budget.js';
import { ExchangeRecorder, type RecorderOptions } from '../../lib/capture/exchange-recorder.js';
import type { Exchange } from '../../lib/exchange/exchange.js';
import type { RedactionRules } from '../../lib/redaction/rules/redaction-rules.js';

/** A recorder whose exchanges stay here, unredacted. */
export class ExchangeSink {
  readonly exchanges: Exchange[] = [];
  readonly rules: (RedactionRules | undefined)[] = [];
  readonly faults: unknown[] = [];
  readonly recorder: ExchangeRecorder;
  #changed: (() => void) | undefined;

  constructor(overrides: Partial<RecorderOptions> = {}) {
    this.recorder = new ExchangeRecorder({
      sink: (exchange, rules, held) => {
        held.release();
        this.exchanges.push(exchange);
        this.rules.push(rules);
        this.#changed?.();
      },
      dropped: (reason) => this.faults.push(reason),
      failed: (_step, error) => this.faults.push(error),
      isPaused: () => false,
      budget: new CaptureBudget(16_777_216),
      admits: () => true,
      ignoresRoute: () => false,
      shouldReport: () => true,
      maxRequestBytes: 65_536,
      maxResponseBytes: 65_536,
      remoteParent: 'parent',
      outgoingSpans: 'linked',
      sampleRate: 1,
      ...overrides,
    });
  }

  /** The only exchange there is. */
  get only(): Exchange {
    const [exchange, ...others] = this.exchanges;
    if (exchange === undefined || others.length > 0) {
      throw new Error(`expected one exchange, got ${this.exchanges.length}`);
    }
    return exchange;
  }

  async waitForCount(count: number): Promise<void> {
    while (this.exchanges.length < count) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }
}

/** The captured text of a body. */
export function textOf(body: Exchange['request']['body']): string | undefined {
  return body && Buffer.concat(body.chunks.map((chunk) => Buffer.from(chunk))).toString();
}
