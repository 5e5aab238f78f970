import type { RedactedPart } from '../inspector-api.js';

/** Where the marker stands. */
export interface FoundPlace {
  readonly part: RedactedPart;
  readonly at: string;
  /** How often. */
  readonly times: number;
  /** The rules that select the place: the first is the one that is counted. Empty where none is known to. */
  readonly rules: readonly string[];
}
