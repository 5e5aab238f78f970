import type { JsonAutomaton } from './automaton.js';
import type { AutomatonState } from './automaton-state.js';
import type { JsonOutline } from './json-outline.js';
import type { Lookahead } from './lookahead.js';
import type { RedactionEdits } from './redaction-edits.js';
import { byteAt, END, INCOMPLETE, INVALID, scanScalar, scanString, skipBlanks } from './scan-tokens.js';

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
const COMMA_OR_END = 0;
const NAME = 1;
const NAME_OR_END = 2;
const VALUE = 3;
const ELEMENT_OR_END = 4;

/** The element counter of an object, and of what surrounds the root. */
const NO_INDEX = -1;

/**
 * Checks a body against RFC 8259 byte by byte and drives the automaton over it: no recursion, no parsed value. One long
 * function, since its state in local variables is a quarter faster than in fields or in variables of closures.
 */
export function scanJson(input: ScanInput): ScanResult {
  const { bytes, complete, automaton, edits, outline, lookahead, detectString, onMatch } = input;
  const { names, readsAllNames } = automaton;
  const states: AutomatonState[] = [];
  const indexes: number[] = [];
  const containers: number[] = [];
  let at = input.from;
  let provenEnd = at;
  let expected = VALUE;
  let depth = 0;
  // The open container, or what surrounds the root: its state, element counter and number in the outline.
  let state = automaton.begin();
  let index = NO_INDEX;
  let container = -1;
  let node = -1;
  // The value to come, when it is a member or the root.
  let memberState = state;
  let memberRule = state.rule;
  // The outermost match, while it is open: no rule is looked for inside it.
  let matchStart = -1;
  let matchDepth = -1;
  let matchRule = '';

  for (;;) {
    at = skipBlanks(bytes, at);
    const byte = byteAt(bytes, at);
    if (byte === END) break;

    if (expected === COMMA_OR_END && byte === 0x2c && depth > 0) {
      at += 1;
      expected = index === NO_INDEX ? NAME : VALUE;
    } else if (byte === 0x22 && (expected === NAME || expected === NAME_OR_END)) {
      if (matchDepth < 0 && (readsAllNames || !state.isDead)) {
        let name = names.expect(bytes, at);
        if (name === undefined) {
          const end = scanString(bytes, at);
          if (end === INVALID) return finish(input, 'unparseable', provenEnd, -1, '');
          if (end === INCOMPLETE) break;
          name = names.find(bytes, at, end);
          at = end;
        } else at += name.byteLength;
        memberState = state.afterName(name);
        memberRule = memberState.rule ?? name.rule;
        outline?.name(name.text);
      } else {
        const end = scanString(bytes, at);
        if (end === INVALID) return finish(input, 'unparseable', provenEnd, matchStart, matchRule);
        if (end === INCOMPLETE) break;
        memberState = state;
        memberRule = undefined;
        at = end;
      }
      if (byteAt(bytes, at) !== 0x3a) {
        if (matchDepth < 0 && at <= edits.highestEnd) provenEnd = at;
        at = skipBlanks(bytes, at);
        if (byteAt(bytes, at) === END) break;
        if (byteAt(bytes, at) !== 0x3a) return finish(input, 'unparseable', provenEnd, matchStart, matchRule);
      }
      at += 1;
      expected = VALUE;
    } else if (
      depth > 0 &&
      expected !== VALUE &&
      expected !== NAME &&
      byte === (index === NO_INDEX ? 0x7d : 0x5d)
    ) {
      at += 1;
      depth -= 1;
      state = states.pop() ?? state;
      index = indexes.pop() ?? NO_INDEX;
      container = containers.pop() ?? -1;
      expected = COMMA_OR_END;
      outline?.finish(at);
      if (depth === matchDepth) {
        if (!edits.replace(matchStart, at)) return { provenEnd, stopped: 'truncated' };
        onMatch?.(matchRule, matchStart, at);
        matchDepth = -1;
        matchStart = -1;
      }
    } else if (expected >= VALUE) {
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
        }
      }
      if (index !== NO_INDEX) index += 1;
      if (byte === 0x7b || byte === 0x5b) {
        if (depth >= MAX_DEPTH) return finish(input, 'depth', provenEnd, matchStart, matchRule);
        at += 1;
        depth += 1;
        states.push(state);
        indexes.push(index);
        containers.push(container);
        state = next;
        container = node;
        index = byte === 0x5b ? 0 : NO_INDEX;
        expected = byte === 0x5b ? ELEMENT_OR_END : NAME_OR_END;
      } else {
        const start = at;
        at = byte === 0x22 ? scanString(bytes, at) : scanScalar(bytes, at, byte);
        if (at === INVALID) return finish(input, 'unparseable', provenEnd, matchStart, matchRule);
        // A number at the end of the input may be half of one, unless it is known to be the whole body.
        if (at === INCOMPLETE || (at === bytes.length && byte !== 0x22 && !(complete && depth === 0))) break;
        if (byte === 0x22 && matchDepth < 0 && detectString !== undefined) {
          const detected = detectString(start, at);
          if (detected !== undefined) {
            matchStart = start;
            matchDepth = depth;
            matchRule = detected;
          }
        }
        outline?.finish(at);
        expected = COMMA_OR_END;
        if (matchDepth === depth) {
          if (!edits.replace(matchStart, at)) return { provenEnd, stopped: 'truncated' };
          onMatch?.(matchRule, matchStart, at);
          matchDepth = -1;
          matchStart = -1;
        }
      }
    } else return finish(input, 'unparseable', provenEnd, matchStart, matchRule);

    if (matchDepth < 0) {
      if (at > edits.highestEnd) return { provenEnd, stopped: 'truncated' };
      provenEnd = at;
    }
  }

  if (!complete || depth > 0 || expected !== COMMA_OR_END) {
    return finish(input, complete ? 'unparseable' : 'truncated', provenEnd, matchStart, matchRule);
  }
  return bytes.length <= edits.highestEnd ? { provenEnd: bytes.length } : { provenEnd, stopped: 'truncated' };
}

/** Ends the scan early; a match that is open is replaced whole, as far as it was received. */
function finish(
  { edits, bytes, onMatch }: ScanInput,
  stopped: ScanStop,
  provenEnd: number,
  matchStart: number,
  matchRule: string,
): ScanResult {
  if (matchStart < 0) return { provenEnd, stopped };
  onMatch?.(matchRule, matchStart, bytes.length);
  return { provenEnd: edits.replace(matchStart, bytes.length) ? bytes.length : provenEnd, stopped };
}
