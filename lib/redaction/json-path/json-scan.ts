import type { JsonAutomaton } from './automaton.js';
import type { AutomatonState } from './automaton-state.js';
import type { JsonOutline } from './json-outline.js';
import type { Lookahead } from './lookahead.js';
import type { RedactionEdits } from './redaction-edits.js';
import { INCOMPLETE, INVALID, scanConstant, scanNumber, scanString } from './scan-tokens.js';

/** Why a scan ended before the end of a complete, valid body. */
export type ScanStop = 'unparseable' | 'depth' | 'truncated';

export interface ScanInput {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly complete: boolean;
  readonly automaton: JsonAutomaton;
  readonly edits: RedactionEdits;
  /** Records the values, on a first pass. */
  readonly outline?: JsonOutline | undefined;
  /** Answers from the outline, on a second pass. */
  readonly lookahead?: Lookahead | undefined;
  readonly detectString?: ((start: number, end: number) => string | undefined) | undefined;
  readonly onMatch?: ((rule: string, start: number, end: number) => void) | undefined;
}

export interface ScanResult {
  /** Everything before this offset may be emitted, once the edits are applied. */
  readonly provenEnd: number;
  readonly stopped?: ScanStop;
}

/** Containers inside one another. */
const MAX_DEPTH = 10_000;

/** What may come next. */
const VALUE = 0;
const ELEMENT_OR_END = 1;
const NAME = 2;
const NAME_OR_END = 3;
const COMMA_OR_END = 4;

/** The index counter of an object, which has none. */
const NO_INDEX = -1;

/** Checks a body against RFC 8259 byte by byte and drives the automaton over it: no recursion, no parsed value. */
export function scanJson({
  bytes,
  from,
  complete,
  automaton,
  edits,
  outline,
  lookahead,
  detectString,
  onMatch,
}: ScanInput): ScanResult {
  const states: AutomatonState[] = [];
  const indexes: number[] = [];
  const nodes: number[] = [];
  const { names, readsAllNames } = automaton;
  let at = from;
  let provenEnd = from;
  let expected = VALUE;
  let depth = 0;
  /** Of the open container, its element counter and its number in the outline. */
  let state = automaton.begin();
  let index = NO_INDEX;
  let container = -1;
  let node = -1;
  /** Of the value to come, when it is a member. */
  let memberState = state;
  let memberRule: string | undefined;
  /** The outermost match that is open: no rule is looked for inside it. */
  let matchStart = -1;
  let matchDepth = -1;
  let matchRule = '';

  /** Ends the scan; a match that is open is replaced whole, as far as it was received. */
  const stop = (stopped: ScanStop): ScanResult => {
    if (matchDepth < 0) return { provenEnd, stopped };
    onMatch?.(matchRule, matchStart, bytes.length);
    return { provenEnd: edits.replace(matchStart, bytes.length) ? bytes.length : provenEnd, stopped };
  };

  for (;;) {
    let byte = bytes[at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at];
    if (byte === undefined) break;

    if (expected === COMMA_OR_END && byte === 0x2c && depth > 0) {
      at += 1;
      expected = index === NO_INDEX ? NAME : VALUE;
    } else if (
      (byte === 0x5d && index !== NO_INDEX && (expected === COMMA_OR_END || expected === ELEMENT_OR_END)) ||
      (byte === 0x7d &&
        index === NO_INDEX &&
        depth > 0 &&
        (expected === COMMA_OR_END || expected === NAME_OR_END))
    ) {
      at += 1;
      depth -= 1;
      outline?.finish(at);
      state = states.pop() ?? state;
      index = indexes.pop() ?? NO_INDEX;
      container = nodes.pop() ?? -1;
      expected = COMMA_OR_END;
      if (depth === matchDepth) {
        if (!edits.replace(matchStart, at)) return { provenEnd, stopped: 'truncated' };
        onMatch?.(matchRule, matchStart, at);
        matchDepth = -1;
      }
    } else if (expected === NAME || expected === NAME_OR_END) {
      if (byte !== 0x22) return stop('unparseable');
      const end = scanString(bytes, at);
      if (end === INCOMPLETE) break;
      if (end === INVALID) return stop('unparseable');
      if (matchDepth < 0 && (readsAllNames || !state.isDead)) {
        const name = names.find(bytes, at, end);
        memberState = state.afterName(name);
        memberRule = memberState.rule ?? name.rule;
      } else {
        memberState = state;
        memberRule = undefined;
      }
      outline?.name(at, end);
      at = end;
      byte = bytes[at];
      while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at];
      if (byte === undefined) {
        if (matchDepth < 0 && end <= edits.highestEnd) provenEnd = end;
        break;
      }
      if (byte !== 0x3a) return stop('unparseable');
      at += 1;
      expected = VALUE;
    } else if (expected === VALUE || expected === ELEMENT_OR_END) {
      const start = at;
      let next = memberState;
      let rule = memberRule;
      if (index !== NO_INDEX) {
        if (matchDepth < 0) {
          next = state.afterIndex(index);
          rule = next.rule;
        } else rule = undefined;
        index += 1;
      } else if (depth === 0) rule = next.rule;
      outline?.begin(start);
      if (lookahead !== undefined) {
        node += 1;
        if (matchDepth < 0 && depth > 0) {
          next =
            index === NO_INDEX
              ? lookahead.ofMember(state, next, node)
              : lookahead.ofElement(state, next, container, node, index - 1);
          rule = next.rule ?? rule;
        }
      }
      if (rule !== undefined) {
        matchStart = start;
        matchDepth = depth;
        matchRule = rule;
      }
      if (byte === 0x7b || byte === 0x5b) {
        if (depth >= MAX_DEPTH) return stop('depth');
        at += 1;
        depth += 1;
        states.push(state);
        indexes.push(index);
        nodes.push(container);
        state = next;
        container = node;
        index = byte === 0x5b ? 0 : NO_INDEX;
        expected = byte === 0x5b ? ELEMENT_OR_END : NAME_OR_END;
      } else {
        const end =
          byte === 0x22
            ? scanString(bytes, at)
            : byte === 0x2d || (byte >= 0x30 && byte <= 0x39)
              ? scanNumber(bytes, at)
              : scanConstant(bytes, at);
        if (end === INVALID) return stop('unparseable');
        // A number at the end of the input may be half of one, unless it is known to be the whole body.
        if (end === INCOMPLETE || (end === bytes.length && byte !== 0x22 && !(complete && depth === 0)))
          break;
        if (byte === 0x22 && matchDepth < 0 && detectString !== undefined) {
          const detected = detectString(start, end);
          if (detected !== undefined) {
            matchStart = start;
            matchDepth = depth;
            matchRule = detected;
          }
        }
        if (matchDepth === depth) {
          if (!edits.replace(matchStart, end)) return { provenEnd, stopped: 'truncated' };
          onMatch?.(matchRule, matchStart, end);
          matchDepth = -1;
        }
        outline?.finish(end);
        at = end;
        expected = COMMA_OR_END;
      }
    } else return stop('unparseable');

    if (matchDepth < 0) {
      if (at > edits.highestEnd) return { provenEnd, stopped: 'truncated' };
      provenEnd = at;
    }
  }
  if (complete && depth === 0 && expected === COMMA_OR_END) {
    // trailing whitespace
    return at <= edits.highestEnd ? { provenEnd: at } : { provenEnd, stopped: 'truncated' };
  }
  return stop(complete ? 'unparseable' : 'truncated');
}
