import { CLIENT_REDACTED, type OmittedReason } from '../../exchange/redacted-exchange.js';
import { compileAutomaton, type JsonAutomaton } from './automaton.js';
import { filterBudget } from './filter-evaluator.js';
import { Lookahead } from './lookahead.js';
import { outlineOf } from './redact-json.js';
import { walkValue, type WalkInput } from './walk-value.js';

export interface RedactValueOptions {
  /** Called with strings as in {@link redactJson}; a label means that the string must be redacted. */
  readonly detectValue?: ((text: string) => string | undefined) | undefined;
  /** Called with numbers as JSON writes them. */
  readonly detectNumber?: ((digits: string) => string | undefined) | undefined;
  /** What stands in place of a match; absent: the marker. */
  readonly replace?: ((value: unknown) => unknown) | undefined;
  /** Called for every match; of nested matches only for the outermost. */
  readonly onMatch?: (rule: string) => void;
}

export interface ValueRedaction {
  /** The same value when nothing had to change. */
  readonly value: unknown;
  /** Why something in it is withheld that no rule selects: the first reason. */
  readonly withheld?: OmittedReason;
}

/**
 * Replaces every selected part of a value by the marker, as {@link redactJson} does in its JSON text. The value is not
 * changed, no code of the app runs, and it never throws.
 */
export function redactValue(
  value: unknown,
  automaton: JsonAutomaton,
  options: RedactValueOptions = {},
): ValueRedaction {
  let withheld: OmittedReason | undefined;
  const onWithheld = (reason: OmittedReason): void => {
    withheld ??= reason;
  };
  try {
    const input = { ...options, automaton, onWithheld };
    const redacted = automaton.looksAhead ? walkAhead(value, input) : walkValue(value, input);
    return withheld === undefined ? { value: redacted } : { value: redacted, withheld };
  } catch {
    // The error may quote the value: only that there was one is told.
    return { value: CLIENT_REDACTED, withheld: 'error' };
  }
}

/**
 * Filters and ends of arrays are decided on the JSON text of the value, made when the value holds nothing but JSON. Where
 * it held something else, which no comparison can be sure of, they count as matched.
 */
function walkAhead(value: unknown, input: WalkInput): unknown {
  let isJson = true;
  const json = walkValue(value, {
    automaton: READS_ALL,
    onBigInt: () => (isJson = false),
    onWithheld: (reason) => {
      isJson = false;
      input.onWithheld?.(reason);
    },
  });
  const bytes = new TextEncoder().encode(JSON.stringify(json) ?? 'null');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const outline = outlineOf(bytes, view, 0, true);
  if (!isJson) outline.end.fill(-1);
  const lookahead = new Lookahead(outline, filterBudget(bytes.length));
  return walkValue(json, { ...input, ahead: { outline, lookahead } });
}

/** Finds nothing, and looks at everything. */
const READS_ALL = compileAutomaton([], { sensitiveName: () => undefined });
