import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { MIN_DETECTED_DIGITS, MIN_DETECTED_LENGTH } from './redact-json.js';

/** Why something of a value is withheld although no rule selects it. */
export type WithheldReason = 'type' | 'depth' | 'truncated';

export interface ReplacementOptions {
  readonly detectValue?: ((text: string) => string | undefined) | undefined;
  readonly detectNumber?: ((digits: string) => string | undefined) | undefined;
  /** What stands in place of a match; absent: the marker. */
  readonly replace?: ((value: unknown) => unknown) | undefined;
  readonly onMatch?: ((rule: string) => void) | undefined;
  readonly onWithheld?: ((reason: WithheldReason) => void) | undefined;
  /** Called for every bigint: it is shown as the text of its digits. */
  readonly onBigInt?: (() => void) | undefined;
}

/** What to show in place of values, and telling so. */
export class ValueReplacements {
  readonly #options: ReplacementOptions;
  /** Whether something may be found in any value. */
  readonly looksAtAll: boolean;

  constructor(options: ReplacementOptions) {
    this.#options = options;
    this.looksAtAll = options.detectValue !== undefined || options.detectNumber !== undefined;
  }

  /** For what a rule selects. */
  ofMatch(rule: string, value: unknown): unknown {
    this.#options.onMatch?.(rule);
    return this.#options.replace === undefined ? CLIENT_REDACTED : this.#options.replace(value);
  }

  /** For what cannot be shown. */
  ofWithheld(reason: WithheldReason): string {
    this.#options.onWithheld?.(reason);
    return CLIENT_REDACTED;
  }

  ofString(text: string): unknown {
    if (text.length < MIN_DETECTED_LENGTH) return text;
    return this.#unlessDetected(text, this.#options.detectValue?.(text));
  }

  ofNumber(number: number): unknown {
    if (this.#options.detectNumber === undefined) return number;
    return this.#unlessDetected(number, this.#detectDigits(String(number)));
  }

  ofBigInt(integer: bigint): unknown {
    this.#options.onBigInt?.();
    const digits = String(integer);
    return this.#unlessDetected(digits, this.#detectDigits(digits));
  }

  #detectDigits(digits: string): string | undefined {
    return digits.length < MIN_DETECTED_DIGITS ? undefined : this.#options.detectNumber?.(digits);
  }

  #unlessDetected(value: unknown, detector: string | undefined): unknown {
    return detector === undefined ? value : this.ofMatch(detector, value);
  }
}
