import type { RedactJsonOptions } from '../json-path/redact-json.js';
import type { NameMatcher } from '../names/name-matcher.js';
import type { RedactionTally } from '../redaction-tally.js';
import type { TaintedValues } from '../taints/tainted-values.js';
import type { WorkBudget } from '../work-budget.js';

/** What the redaction of one exchange's URLs needs to know, and where it reports what it found. */
export interface UrlScope {
  readonly matchParameter: NameMatcher;
  /** The detectors that are on. */
  readonly detectSecret: (text: string) => string | undefined;
  /** Those that look at numbers of JSON, if any. */
  readonly detectNumber: ((digits: string) => string | undefined) | undefined;
  /** What a JSON string must pass before it is worth decoding for them; absent: nothing. */
  readonly mayHoldSecret: RedactJsonOptions['mayHold'];
  /** Redacts JSON carried in a value, such as `?filter={"password":…}`; undefined for what is not JSON. */
  readonly redactJsonText: (text: string) => string | undefined;
  /**
   * Redacts what a decoded value carries inside. A member, because URLs, queries and paths hold one another:
   * calling through the scope keeps their modules free of cycles.
   */
  redactNested(value: string, depth: number): string;
  readonly tally: RedactionTally;
  readonly tainted: TaintedValues;
  readonly work: WorkBudget;
}
