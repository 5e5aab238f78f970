import { emptyRules, mergeRules, type RedactionRules } from './redaction-rules.js';

/** Every union is compiled and kept: clients choose which of them are asked for. */
const MAX_UNIONS = 128;

/**
 * Adds rules up, always to the same object for the same rules, since rules are compiled once per object.
 */
export class RuleUnions {
  /** The numbers of the rules that an object is made of. */
  readonly #members = new WeakMap<RedactionRules, readonly number[]>();
  readonly #unions = new Map<string, RedactionRules>();
  #count = 0;

  /** @param otherwise rules that hold instead of one union too many: at least these */
  unite(rules: readonly RedactionRules[], otherwise: () => RedactionRules): RedactionRules {
    const parts = rules.filter((part) => !isEmpty(part));
    const members = [...new Set(parts.flatMap((part) => this.#membersOf(part)))].toSorted((a, b) => a - b);
    const sameAsOne = parts.find((part) => this.#membersOf(part).length === members.length);
    if (parts.length === 0) return emptyRules;
    if (sameAsOne !== undefined) return sameAsOne;
    const key = members.join();
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    if (this.#unions.size >= MAX_UNIONS) return otherwise();
    const union = mergeRules(...parts);
    this.#members.set(union, members);
    this.#unions.set(key, union);
    return union;
  }

  #membersOf(rules: RedactionRules): readonly number[] {
    let members = this.#members.get(rules);
    if (members === undefined) this.#members.set(rules, (members = [this.#count++]));
    return members;
  }
}

function isEmpty(rules: RedactionRules): boolean {
  return Object.values(rules).every((list) => list.length === 0);
}
