import { compileAutomaton, type JsonAutomaton } from './automaton.js';
import type { MatchPlace } from './automaton-state.js';
import { asciiText, decodeString } from './decode-string.js';
import { filterBudget } from './filter-evaluator.js';
import { JsonOutline } from './json-outline.js';
import { scanJson, type ScanStop } from './json-scan.js';
import { Lookahead } from './lookahead.js';
import { RedactionEdits } from './redaction-edits.js';

export interface RedactJsonOptions {
  /** Whether `bytes` is the whole body; if not, everything that depends on the rest counts as matched. */
  readonly complete: boolean;
  /** Cap after redaction: replacing short values makes a body longer. */
  readonly maxOutputBytes: number;
  /** Called with string values of six characters and more; a label means that the value must be redacted. */
  readonly detectValue?: ((text: string) => string | undefined) | undefined;
  /**
   * Called first, with the place of the string in `bytes`: what it answers no to need not be decoded for `detectValue`.
   * Absent: every string is.
   */
  readonly mayHold?: ((bytes: Uint8Array, view: DataView, start: number, end: number) => boolean) | undefined;
  /** Called with numbers of nine characters and more, as they are written. */
  readonly detectNumber?: ((text: string) => string | undefined) | undefined;
  /** Called for every match with its place in `bytes`; of nested matches only for the outermost. */
  readonly onMatch?: (rule: string, start: number, end: number, place: MatchPlace) => void;
  /** Called with each suspicious name whose value says something and is not redacted. */
  readonly onSuspicious?: (name: string) => void;
}

export interface JsonRedaction {
  /** The same array when nothing had to change. */
  readonly bytes: Uint8Array;
  /** Why `bytes` is not the whole body. */
  readonly stopped?: ScanStop | 'charset';
}

/** Replaces every selected value of a JSON text by the marker; bytes that are not proven to be harmless are left out. */
export function redactJson(
  bytes: Uint8Array,
  automaton: JsonAutomaton,
  options: RedactJsonOptions,
): JsonRedaction {
  if (isUtf16(bytes)) return { bytes: bytes.subarray(0, 0), stopped: 'charset' };
  const { complete, maxOutputBytes, onMatch, onSuspicious } = options;
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const edits = new RedactionEdits(bytes, from, maxOutputBytes);
  const lookahead = automaton.looksAhead
    ? new Lookahead(outlineOf(bytes, view, from, complete), filterBudget(bytes.length))
    : undefined;
  const { provenEnd, stopped } = scanJson({
    bytes,
    view,
    from,
    complete,
    automaton,
    edits,
    lookahead,
    detectString: stringDetector(bytes, view, options),
    detectNumber: numberDetector(bytes, options),
    onMatch,
    onSuspicious,
  });
  const output = edits.apply(provenEnd);
  return stopped === undefined ? { bytes: output } : { bytes: output, stopped };
}

/** Shorter strings hold no secret that a detector could tell from a word: `a@b.co` is the shortest. */
export const MIN_DETECTED_LENGTH = 6;

/** Shorter numbers are any number. */
export const MIN_DETECTED_DIGITS = 9;

/** Finds nothing, but has every name read. */
const OUTLINING = compileAutomaton([], { sensitiveName: () => undefined });

/** Where everything in a JSON text is, for a second pass that looks ahead. */
export function outlineOf(bytes: Uint8Array, view: DataView, from: number, complete: boolean): JsonOutline {
  const outline = new JsonOutline(bytes);
  scanJson({
    bytes,
    view,
    from,
    complete,
    automaton: OUTLINING,
    edits: new RedactionEdits(bytes, from, Infinity),
    outline,
  });
  outline.settle();
  return outline;
}

/** A JSON text begins with two ASCII characters, so a zero among the first two bytes means UTF-16 or UTF-32. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return first === 0 || second === 0;
}

/** Decodes string values for a detector. */
function stringDetector(
  bytes: Uint8Array,
  view: DataView,
  { detectValue, mayHold }: RedactJsonOptions,
): ((start: number, end: number) => string | undefined) | undefined {
  if (detectValue === undefined) return undefined;
  return (start, end) => {
    if (end - start - 2 < MIN_DETECTED_LENGTH) return undefined;
    if (mayHold !== undefined && !mayHold(bytes, view, start, end)) return undefined;
    const text = decodeString(bytes, start, end);
    return text.length < MIN_DETECTED_LENGTH ? undefined : detectValue(text);
  };
}

function numberDetector(
  bytes: Uint8Array,
  { detectNumber }: RedactJsonOptions,
): ((start: number, end: number) => string | undefined) | undefined {
  if (detectNumber === undefined) return undefined;
  return (start, end) =>
    end - start < MIN_DETECTED_DIGITS ? undefined : detectNumber(asciiText(bytes, start, end));
}
