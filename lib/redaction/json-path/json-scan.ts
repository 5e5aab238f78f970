import type { JsonAutomaton } from './automaton.js';
import type { AutomatonState, MatchPlace } from './automaton-state.js';
import type { JsonOutline } from './json-outline.js';
import type { Lookahead } from './lookahead.js';
import type { RedactionEdits } from './redaction-edits.js';
import { byteAt, END, INCOMPLETE, scanScalar, scanString, skipBlanks } from './scan-tokens.js';

/** Why a scan ended before the end of a complete, valid body. */
export type ScanStop = 'unparseable' | 'depth' | 'truncated';

export interface ScanInput {
  readonly bytes: Uint8Array;
  /** On the same bytes. */
  readonly view: DataView;
  readonly from: number;
  readonly complete: boolean;
  readonly automaton: JsonAutomaton;
  readonly edits: RedactionEdits;
  /** Records the values, on a first pass. */
  readonly outline?: JsonOutline | undefined;
  /** Answers from the outline, on a second pass. */
  readonly lookahead?: Lookahead | undefined;
  readonly detectString?: ((start: number, end: number) => string | undefined) | undefined;
  /** Called with numbers, and with `true`, `false` and `null`. */
  readonly detectNumber?: ((start: number, end: number) => string | undefined) | undefined;
  readonly onMatch?: ((rule: string, start: number, end: number, place: MatchPlace) => void) | undefined;
  /** Called with each suspicious name whose value says something and is not redacted. */
  readonly onSuspicious?: ((name: string) => void) | undefined;
}

export interface ScanResult {
  /** Everything before this offset may be emitted, once the edits are applied. */
  readonly provenEnd: number;
  readonly stopped?: ScanStop;
}

/** Containers inside one another. */
const MAX_DEPTH = 10_000;

/** What may come next; up to {@link ELEMENT_OR_END} the container may end instead. */
const COMMA_OR_END = 0;
const NAME_OR_END = 1;
const ELEMENT_OR_END = 2;
const VALUE = 3;

/** The element counter of an object, and of what surrounds the root. */
const NO_INDEX = -1;

/** What ends the surroundings of the root: no byte. */
const NO_CLOSER = -2;

/**
 * Checks a body against RFC 8259 byte by byte and drives the automaton over it: no recursion, no parsed value. One turn of
 * the loop takes one value, with the comma and the name before it, or one end of a container. One long function, since
 * state in local variables is a quarter faster than in fields or in variables of closures.
 */
export function scanJson(input: ScanInput): ScanResult {
  const { bytes, view, complete, automaton, edits, outline, lookahead, detectString, detectNumber, onMatch } =
    input;
  const { onSuspicious } = input;
  const { names, readsAllNames } = automaton;
  const states: AutomatonState[] = [];
  const indexes: number[] = [];
  const containers: number[] = [];
  let at = input.from;
  /** The end of the last token outside of matches, and of the last turn: known to fit into the output. */
  let tokenEnd = at;
  let turnEnd = at;
  let expected = VALUE;
  // The open container, or what surrounds the root: its state, element counter and number in the outline.
  let depth = 0;
  let closer = NO_CLOSER;
  let state = automaton.begin();
  let index = NO_INDEX;
  let container = -1;
  let node = -1;
  // The name read last, and the value to come, when it is a member or the root.
  let lastName = names.beforeFirst;
  let memberState = state;
  let memberRule = state.rule;
  // The outermost match, while it is open: no rule is looked for inside it.
  let matchStart = -1;
  let matchDepth = -1;
  let matchRule = '';
  let matchPlace = state;

  for (;;) {
    let byte = byteAt(bytes, at);
    if (byte <= 0x20) byte = byteAt(bytes, (at = skipBlanks(bytes, at)));

    if (byte === closer && expected <= ELEMENT_OR_END) {
      at += 1;
      depth -= 1;
      state = states.pop() ?? state;
      index = indexes.pop() ?? NO_INDEX;
      container = containers.pop() ?? -1;
      closer = depth === 0 ? NO_CLOSER : index === NO_INDEX ? 0x7d : 0x5d;
      expected = COMMA_OR_END;
      outline?.finish(at);
    } else {
      if (expected === COMMA_OR_END) {
        if (byte !== 0x2c || closer === NO_CLOSER) break;
        if (matchDepth < 0) tokenEnd = at + 1;
        at += 1;
        byte = byteAt(bytes, at);
        if (byte <= 0x20) byte = byteAt(bytes, (at = skipBlanks(bytes, at)));
        expected = index === NO_INDEX ? NAME_OR_END : VALUE;
      }

      if (expected === NAME_OR_END) {
        if (byte !== 0x22) break;
        if (matchDepth >= 0 || (state.isDead && !readsAllNames)) {
          at = scanString(bytes, view, at);
          memberState = state;
          memberRule = undefined;
        } else {
          let name = lastName.follower;
          if (name?.bytes !== undefined && name.bytes.isAt(bytes, view, at)) at += name.bytes.length;
          else {
            const start = at;
            at = scanString(bytes, view, at);
            if (at < 0) break;
            name = names.findAfter(lastName, bytes, view, start, at);
          }
          lastName = name;
          memberState = state.afterName(name);
          memberRule = memberState.rule ?? name.rule;
          outline?.name(name.text);
        }
        if (at < 0) break;
        if (matchDepth < 0) tokenEnd = at;
        byte = byteAt(bytes, at);
        if (byte <= 0x20) byte = byteAt(bytes, (at = skipBlanks(bytes, at)));
        if (byte !== 0x3a) break;
        at += 1;
        if (matchDepth < 0) tokenEnd = at;
        byte = byteAt(bytes, at);
        if (byte <= 0x20) byte = byteAt(bytes, (at = skipBlanks(bytes, at)));
      }

      if (byte === END) break;
      node += 1;
      outline?.begin(at);
      let next = memberState;
      if (matchDepth < 0) {
        let rule = memberRule;
        if (index !== NO_INDEX) {
          next = state.afterIndex(index);
          rule = next.rule;
        }
        if (lookahead !== undefined && depth > 0) {
          next = lookahead.stateOf(state, next, container, node, index);
          rule = next.rule ?? rule;
        }
        if (rule !== undefined) {
          matchStart = at;
          matchDepth = depth;
          matchRule = rule;
          matchPlace = next;
        }
      }
      if (index !== NO_INDEX) index += 1;

      if (byte === 0x7b || byte === 0x5b) {
        if (depth >= MAX_DEPTH) break;
        if (lastName.isSuspicious && index === NO_INDEX && matchDepth < 0) onSuspicious?.(lastName.text);
        at += 1;
        depth += 1;
        states.push(state);
        indexes.push(index);
        containers.push(container);
        state = next;
        container = node;
        index = byte === 0x5b ? 0 : NO_INDEX;
        closer = byte === 0x5b ? 0x5d : 0x7d;
        expected = byte === 0x5b ? ELEMENT_OR_END : NAME_OR_END;
        if (matchDepth < 0) {
          if (at > edits.highestEnd) return { provenEnd: turnEnd, stopped: 'truncated' };
          tokenEnd = turnEnd = at;
        }
        continue;
      }

      const start = at;
      at = byte === 0x22 ? scanString(bytes, view, at) : scanScalar(bytes, at, byte);
      if (at < 0) break;
      // A number at the end of the input may be half of one, unless it is known to be the whole body.
      if (at === bytes.length && byte !== 0x22 && !(complete && depth === 0)) break;
      const detect = byte === 0x22 ? detectString : detectNumber;
      if (detect !== undefined && matchDepth < 0) {
        const detected = detect(start, at);
        if (detected !== undefined) {
          matchStart = start;
          matchDepth = depth;
          matchRule = detected;
          matchPlace = next;
        }
      }
      if (lastName.isSuspicious && index === NO_INDEX && matchDepth < 0) {
        // An empty text, true, false and null give nothing away.
        if (byte === 0x22 ? at - start > 2 : byte < 0x3a) onSuspicious?.(lastName.text);
      }
      expected = COMMA_OR_END;
      outline?.finish(at);
    }

    if (depth === matchDepth) {
      if (!edits.replace(matchStart, at)) return { provenEnd: turnEnd, stopped: 'truncated' };
      onMatch?.(matchRule, matchStart, at, matchPlace);
      matchDepth = -1;
    }
    if (matchDepth < 0) {
      if (at > edits.highestEnd) return { provenEnd: turnEnd, stopped: 'truncated' };
      tokenEnd = turnEnd = at;
    }
  }

  const isOver = at === INCOMPLETE || at >= bytes.length;
  const isWhole = isOver && complete && depth === 0 && expected === COMMA_OR_END;
  const provenEnd = isWhole ? bytes.length : tokenEnd;
  const stopped =
    depth >= MAX_DEPTH && at >= 0 && !isOver ? 'depth' : isOver && !complete ? 'truncated' : 'unparseable';
  if (matchDepth >= 0) {
    // A match that is open is replaced whole, as far as it was received.
    onMatch?.(matchRule, matchStart, bytes.length, matchPlace);
    return { provenEnd: edits.replace(matchStart, bytes.length) ? bytes.length : turnEnd, stopped };
  }
  if (provenEnd > edits.highestEnd) return { provenEnd: turnEnd, stopped: 'truncated' };
  return isWhole ? { provenEnd } : { provenEnd, stopped };
}
