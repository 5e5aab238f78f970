/** Shorter values are not spelled in base64 or in another case. */
const MIN_TRANSFORMED_CHARS = 8;
/** What JSON, `inspect`, URLs and forms all spell as it is. */
const PLAIN_RUN = /[\w.~-]+/g;
/** A shorter run is found in every other text. */
const MIN_RUN_CHARS = 3;
/** Eight characters of base64, whatever follows them in the value. */
const BASE64_BYTES = 6;

/** What a text must hold, if it holds a value in any of its spellings. */
interface TaintedNeedle {
  /** In lower case; undefined where every text may hold it. */
  readonly run: string | undefined;
  /** As `base64` and as `base64url`; undefined where the value is not spelled so. */
  readonly base64: readonly [string, string] | undefined;
}

/** Values, each with its needle once that was looked for. */
export type TaintedNeedles = Map<string, TaintedNeedle | undefined>;

/**
 * Whether a text may hold one of the values. To make all spellings of a value costs microseconds, and nearly no text
 * holds any.
 */
export function mayHoldAny(text: string, needles: TaintedNeedles): boolean {
  let lowerCased: string | undefined;
  for (const [value, known] of needles) {
    // No spelling is shorter than the value.
    if (text.length < value.length) continue;
    const { run, base64 } = known ?? needleOf(value);
    if (known === undefined) needles.set(value, { run, base64 });
    if (run === undefined) return true;
    lowerCased ??= text.toLowerCase();
    if (lowerCased.includes(run)) return true;
    if (base64 !== undefined && (text.includes(base64[0]) || text.includes(base64[1]))) return true;
  }
  return false;
}

function needleOf(value: string): TaintedNeedle {
  const run = longestRun(value);
  return {
    run: run.length < MIN_RUN_CHARS ? undefined : run.toLowerCase(),
    base64: value.length < MIN_TRANSFORMED_CHARS ? undefined : base64Start(value),
  };
}

function longestRun(value: string): string {
  let longest = '';
  for (const [run] of value.matchAll(PLAIN_RUN)) if (run.length > longest.length) longest = run;
  return longest;
}

function base64Start(value: string): readonly [string, string] {
  // Two more, so that a character that is cut in two is not among those that count.
  const bytes = Buffer.from(value.slice(0, BASE64_BYTES + 2).toWellFormed());
  const base64 = bytes.toString('base64', 0, BASE64_BYTES);
  return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
}
