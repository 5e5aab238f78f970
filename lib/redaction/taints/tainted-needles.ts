import { TextSketch } from './text-sketch.js';

/** Shorter values are not spelled in base64 or in another case. */
const MIN_TRANSFORMED_CHARS = 8;
/** What JSON, `inspect`, URLs and forms all spell as it is. */
const PLAIN = /[\w.~-]/;
const PLAIN_RUN = new RegExp(`${PLAIN.source}+`, 'g');
/** 1 for the characters of such a run. */
const IS_PLAIN = Uint8Array.from({ length: 128 }, (_, code) =>
  PLAIN.test(String.fromCharCode(code)) ? 1 : 0,
);
/** A shorter run is found in every other text; a sketch knows of so many. */
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

/** URLs are shorter. A long text holds so many runs that its sketch would say yes to most. */
const MAX_SKETCHED_CHARS = 1024;
/** Of the text that is looked at right now. */
const sketch = new TextSketch();

/**
 * Whether a text may hold one of the values. To make all spellings of a value costs microseconds, its needle one or two,
 * and nearly no text holds any.
 */
export function mayHoldAny(text: string, needles: TaintedNeedles): boolean {
  const isSketched = text.length <= MAX_SKETCHED_CHARS;
  if (isSketched) sketch.draw(text);
  let lowerCased: string | undefined;
  for (const [value, known] of needles) {
    // No spelling is shorter than the value.
    if (text.length < value.length || (isSketched && !isInSketch(value))) continue;
    const { run, base64 } = known ?? needleOf(value);
    if (known === undefined) needles.set(value, { run, base64 });
    if (run === undefined) return true;
    lowerCased ??= text.toLowerCase();
    if (lowerCased.includes(run)) return true;
    if (base64 !== undefined && (text.includes(base64[0]) || text.includes(base64[1]))) return true;
  }
  return false;
}

/** Whether the text of the sketch may hold the value in any of its spellings. */
function isInSketch(value: string): boolean {
  const run = firstRun(value);
  if (run === -1 || sketch.mayHoldRun(value, run)) return true;
  return value.length >= MIN_TRANSFORMED_CHARS && sketch.mayHoldBase64(value);
}

/** Where the first characters stand that all spellings but base64 have as they are; -1 where there are no three of them. */
function firstRun(value: string): number {
  let length = 0;
  for (let at = 0; at < value.length; at += 1) {
    length = IS_PLAIN[value.charCodeAt(at)] === 1 ? length + 1 : 0;
    if (length === MIN_RUN_CHARS) return at + 1 - MIN_RUN_CHARS;
  }
  return -1;
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
