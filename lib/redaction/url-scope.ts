import type { NameMatcher } from './remembered-names.js';
import type { RedactionTally } from './redaction-tally.js';
import type { TaintedValues } from './tainted-values.js';

/** What the redaction of one exchange's URLs needs to know, and where it reports what it found. */
export interface UrlScope {
  readonly matchParameter: NameMatcher;
  /** The detectors; they find nothing when the defaults are off. */
  readonly detectSecret: (text: string) => string | undefined;
  /**
   * Redacts JSON carried in a value, such as `?filter={"password":…}`; what is not JSON comes back as it was.
   */
  readonly redactJsonText: (text: string) => string;
  /**
   * Redacts what a decoded value carries inside. A member, because URLs, queries and paths hold one another:
   * calling through the scope keeps their modules free of cycles.
   */
  redactNested(value: string, depth: number): string;
  readonly tally: RedactionTally;
  readonly tainted: TaintedValues;
}
