import type { RowContext } from './context.js';

/** What a machine must have for a row. */
export type Need = 'otelcol' | 'linux' | 'root' | 'strace';

interface Described {
  /** As in the catalogue, with a letter where a row of it has several scenarios. */
  readonly id: string;
  readonly fault: string;
  /** The required behaviour. */
  readonly required: string;
}

/** One fault, made to happen. */
export interface ScenarioRow extends Described {
  /** Part of `--quick`: seconds long, and worth them on each change. */
  readonly quick?: boolean;
  readonly needs?: readonly Need[];
  /** Measures time or memory: nothing else runs beside it. */
  readonly isAlone?: boolean;
  /** @default 120 */
  readonly timeoutSeconds?: number;
  /** Resolves to what was seen, in a few words; rejects when it is not what is required. */
  run(context: RowContext): Promise<string>;
}

/** One whose behaviour test files show. */
export interface CoveredRow extends Described {
  readonly coveredBy: readonly string[];
}

export type Row = ScenarioRow | CoveredRow;

/** Thrown by a row that cannot run here, or not yet. */
export class Skipped extends Error {}
