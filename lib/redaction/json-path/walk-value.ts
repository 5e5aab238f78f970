import type { JsonAutomaton } from './automaton.js';
import type { AutomatonState } from './automaton-state.js';
import type { JsonOutline } from './json-outline.js';
import type { Lookahead } from './lookahead.js';
import type { MemberName } from './name-table.js';
import { dateText, ValueKinds } from './value-kinds.js';
import { copyElements, copyMembers, hasNoJson, readElement, readMember } from './value-members.js';
import { ValueReplacements, type ReplacementOptions } from './value-replacements.js';

export interface WalkInput extends ReplacementOptions {
  readonly automaton: JsonAutomaton;
  /** Answers what depends on the rest of the value, by the outline of its JSON text. */
  readonly ahead?: { readonly lookahead: Lookahead; readonly outline: JsonOutline } | undefined;
}

/** Containers inside one another: a quarter of what `JSON.stringify`, which recurses, can take. */
const MAX_DEPTH = 1000;

/** Members and elements, holes included. */
const MAX_NODES = 1_000_000;

/** A container that is being walked. */
interface Frame {
  readonly source: object;
  /** Absent for an array. */
  readonly keys: readonly string[] | undefined;
  readonly length: number;
  readonly state: AutomatonState;
  /** Its number in the outline. */
  readonly node: number;
  /** The number of the next value inside. */
  nextNode: number;
  /** Members before this one are done. */
  at: number;
  /** Made for the first member that changes. */
  copy: unknown[] | Record<string, unknown> | undefined;
}

/** Drives the automaton over a value, as the scanner over bytes: no recursion, no code of the app, copies along changes. */
export function walkValue(root: unknown, input: WalkInput): unknown {
  return new ValueWalk(input).run(root);
}

class ValueWalk {
  readonly #automaton: JsonAutomaton;
  readonly #ahead: WalkInput['ahead'];
  readonly #replacements: ValueReplacements;
  readonly #kinds = new ValueKinds();
  /** Whether something may be found even where no path can match. */
  readonly #looksEverywhere: boolean;
  readonly #frames: Frame[] = [];
  /** The containers of the frames. */
  readonly #open: object[] = [];
  #lastName: MemberName;
  #remainingNodes = MAX_NODES;

  constructor({ automaton, ahead, ...replacements }: WalkInput) {
    this.#automaton = automaton;
    this.#ahead = ahead;
    this.#replacements = new ValueReplacements(replacements);
    this.#looksEverywhere = automaton.matchesNames || this.#replacements.looksAtAll;
    this.#lastName = automaton.names.beforeFirst;
  }

  run(root: unknown): unknown {
    if (hasNoJson(root)) return undefined;
    const state = this.#automaton.begin();
    let result = this.#visit(root, state, state.rule, 0);
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      if (frame.at < frame.length) {
        this.#step(frame);
        continue;
      }
      this.#frames.pop();
      this.#open.pop();
      result = frame.copy ?? frame.source;
      const parent = this.#frames.at(-1);
      if (parent !== undefined) this.#show(parent, frame.source, result);
    }
    return result;
  }

  /** Takes the next member or element. */
  #step(frame: Frame): void {
    const { source, keys, state } = frame;
    const index = frame.at;
    frame.at += 1;
    if (Array.isArray(source)) {
      const next = state.afterIndex(index);
      if (this.#isInReach(next, next.rule)) this.#read(frame, readElement(source, index), next, next.rule);
      return;
    }
    const key = keys?.[index] ?? '';
    this.#lastName = this.#automaton.names.following(this.#lastName, key);
    const next = state.afterName(this.#lastName);
    const rule = next.rule ?? this.#lastName.rule;
    if (this.#isInReach(next, rule)) this.#read(frame, readMember(source, key), next, rule);
  }

  /** Whether anything can be found in a value, or depends on it; if not, it is not even read. */
  #isInReach(state: AutomatonState, rule: string | undefined): boolean {
    return !state.isDead || rule !== undefined || this.#looksEverywhere || this.#ahead !== undefined;
  }

  /** Takes the value read last. */
  #read(frame: Frame, value: unknown, base: AutomatonState, rule: string | undefined): void {
    // What has no JSON is null among elements, and left out among members.
    const isNull = frame.keys === undefined && hasNoJson(value);
    const shown = this.#decide(frame, isNull ? null : value, base, rule);
    if (value !== undefined || shown !== null) this.#show(frame, value, shown);
  }

  #decide(frame: Frame, value: unknown, base: AutomatonState, rule: string | undefined): unknown {
    if (hasNoJson(value)) return undefined;
    const ahead = this.#ahead;
    if (ahead === undefined) return this.#visit(value, base, rule, -1);
    const node = frame.nextNode;
    const index = frame.keys === undefined ? frame.at - 1 : -1;
    const state = ahead.lookahead.stateOf(frame.state, base, frame.node, node, index);
    frame.nextNode = ahead.outline.next[node] ?? -1;
    return this.#visit(value, state, state.rule ?? rule, node);
  }

  /** What to show in place of a value; a container to look into is shown as it is, until something in it changes. */
  #visit(value: unknown, state: AutomatonState, rule: string | undefined, node: number): unknown {
    if (rule !== undefined) return this.#replacements.ofMatch(rule, value);
    switch (typeof value) {
      case 'string':
        return this.#replacements.ofString(value);
      case 'number':
        return this.#replacements.ofNumber(value);
      case 'bigint':
        return this.#replacements.ofBigInt(value);
      case 'symbol':
        return this.#replacements.ofWithheld('type');
      default:
        return typeof value === 'object' && value !== null ? this.#enter(value, state, node) : value;
    }
  }

  /** Looks into an object, if anything may be found in it. */
  #enter(value: object, state: AutomatonState, node: number): unknown {
    if (state.isDead && !this.#looksEverywhere) return value;
    const kind = this.#kinds.kindOf(value);
    if (kind === 'date') return dateText(value);
    // A cycle has no JSON.
    if (kind === 'opaque' || this.#open.includes(value)) return this.#replacements.ofWithheld('type');
    if (this.#open.length >= MAX_DEPTH) return this.#replacements.ofWithheld('depth');
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    const length = Array.isArray(value) ? value.length : (keys?.length ?? 0);
    if (length > this.#remainingNodes) return this.#replacements.ofWithheld('truncated');
    this.#remainingNodes -= length;
    this.#open.push(value);
    this.#frames.push({
      source: value,
      keys,
      length,
      state,
      node,
      nextNode: node + 1,
      at: 0,
      copy: undefined,
    });
    return value;
  }

  /** Shows something in place of the member taken last. */
  #show(frame: Frame, value: unknown, shown: unknown): void {
    if (Object.is(shown, value)) return;
    const { source, keys, at } = frame;
    const computed = (): string => this.#replacements.ofWithheld('type');
    frame.copy ??= Array.isArray(source)
      ? copyElements(source, computed)
      : copyMembers(source, keys ?? [], computed);
    if (Array.isArray(frame.copy)) frame.copy[at - 1] = shown;
    else frame.copy[keys?.[at - 1] ?? ''] = shown;
  }
}
