import { rememberNames } from '../../memory/remember-names.js';
import type { JsonAutomaton } from './automaton.js';
import type { AutomatonState, MatchPlace } from './automaton-state.js';
import { readingsOf } from './field-readings.js';

/**
 * The rule that a form, query or multipart field falls under. Its decoded name may be how a parser would spell a nested
 * value (`user[card][number]`, `user.card.number`, `items[]`) or just a name: all are tried, and what a name alone cannot
 * decide (which element, a filter) counts as a match. A path is named rather than a sensitive name that covers the field as
 * well; `onOverlap` is told of all paths, at the same place for the same name.
 */
export function matchFieldName(
  name: string,
  automaton: JsonAutomaton,
  onOverlap?: (place: MatchPlace) => void,
): string | undefined {
  if (automaton.isEmpty) return undefined;
  let match = remembered.get(automaton);
  if (match === undefined) {
    match = rememberNames((each) => matchAllReadings(each, automaton));
    remembered.set(automaton, match);
  }
  const { rule, place } = match(name);
  if (place !== undefined) onOverlap?.(place);
  return rule;
}

interface NameMatch {
  readonly rule: string | undefined;
  readonly place: MatchPlace | undefined;
}

/** A route's fields are few and come again, and each name is read in up to five ways. */
const remembered = new WeakMap<JsonAutomaton, (name: string) => NameMatch>();

function matchAllReadings(name: string, automaton: JsonAutomaton): NameMatch {
  const matches = readingsOf(name).flatMap((steps) => matchesOf(steps, automaton));
  const [first] = matches;
  if (first === undefined) return NO_MATCH;
  const rules = [...new Set(matches.flatMap((match) => match.rules))];
  const openRules = [...new Set(matches.flatMap((match) => match.openRules))];
  const place = rules.length + openRules.length > 0 ? { rules, openRules } : undefined;
  return { rule: rules[0] ?? first.rule, place };
}

const NO_MATCH: NameMatch = { rule: undefined, place: undefined };

/** Names nested deeper than any parser would build: not worth the time to decide. */
const MAX_STEPS = 64;
const TOO_DEEP = 'depth';
/** Real names are shorter; the work grows with the square. */
const MAX_REPEATED_STEPS = 8;

interface FieldMatch extends MatchPlace {
  /** Of a path, or of a sensitive name. */
  readonly rule: string;
}

/** What selects the field, or an array that it may be an element of, in one reading of its name. */
function matchesOf(steps: readonly string[], automaton: JsonAutomaton): readonly FieldMatch[] {
  if (steps.length > MAX_STEPS) return [{ rule: TOO_DEEP, rules: [], openRules: [] }];
  const matches: FieldMatch[] = [];
  let state = automaton.begin();
  let rule = state.rule;
  for (const [position, step] of steps.entries()) {
    if (rule !== undefined) return [...matches, { rule, rules: state.rules, openRules: state.openRules }];
    // `a=1&a[b]=2` makes an array of both: the rest may belong to an element of it.
    const mayRepeat = position > 0 && step !== '' && steps.length <= MAX_REPEATED_STEPS;
    const below = mayRepeat ? matchBelowElement(state, steps.slice(position)) : undefined;
    if (below !== undefined) matches.push(below);
    state = state.afterAny(step, isIndex(step));
    rule = state.rule ?? (step === '' ? undefined : automaton.names.resolve(step).rule);
  }
  if (rule !== undefined) return [...matches, { rule, rules: state.rules, openRules: [] }];
  return [...matches, matchOf(elementOf(state)) ?? []].flat();
}

/** The rule for these steps below an element of an array, when none selects the element itself. */
function matchBelowElement(array: AutomatonState, steps: readonly string[]): FieldMatch | undefined {
  let state = elementOf(array);
  if (state?.rule !== undefined) return undefined;
  for (const step of steps) {
    if (state === undefined || state.isDead || state.rule !== undefined) break;
    state = state.afterAny(step, isIndex(step));
  }
  return matchOf(state);
}

function matchOf(state: AutomatonState | undefined): FieldMatch | undefined {
  if (state?.rule === undefined) return undefined;
  return { rule: state.rule, rules: state.rules, openRules: [] };
}

/** A field given twice is an array to most parsers: a rule for its elements covers the field. */
function elementOf(state: AutomatonState): AutomatonState | undefined {
  return state.isDead ? undefined : state.afterAny(undefined, true);
}

/** Any index stands for any other: parsers close the gaps of sparse arrays. */
function isIndex(step: string): boolean {
  return step === '' || /^\d+$/.test(step);
}
