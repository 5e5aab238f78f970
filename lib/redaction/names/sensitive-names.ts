import { nameWords } from './name-words.js';
import {
  DESCRIPTORS,
  ENDINGS,
  QUERY_WORDS,
  QUESTIONS,
  SENSITIVE_TERMS,
  WHOLE_NAMES,
} from './sensitive-terms.js';

const MAX_SEQUENCE_WORDS = 3;

/**
 * The sensitive term that a member, field or parameter name contains as whole words, such as `token` in
 * `accessToken`; never as a mere substring, so `author`, `secretary`, `discard` and `maxTokens` stay
 * readable.
 */
export function sensitiveName(name: string): string | undefined {
  if (!MAY_BE_SENSITIVE.test(name)) return undefined;
  const words = nameWords(name);
  if (words.length === 0 || isStatement(words)) return undefined;
  const whole = words.join(' ');
  if (WHOLE_NAMES.has(whole)) return whole;
  for (let start = 0; start < words.length; start += 1) {
    if (!FIRST_WORDS.has(words[start] ?? '')) continue;
    // The longest sequence first, so that the count names `access token` and not just `token`.
    for (let length = Math.min(MAX_SEQUENCE_WORDS, words.length - start); length > 0; length -= 1) {
      const sequence = words.slice(start, start + length).join(' ');
      const label = SENSITIVE_TERMS.get(sequence);
      if (label !== undefined) return label;
      if (start + length === words.length && ENDINGS.has(sequence)) return sequence;
    }
  }
  return undefined;
}

/**
 * As {@link sensitiveName}, with the names that are credentials only in a URL, such as `sig` of a presigned
 * one.
 */
export function sensitiveQueryName(name: string): string | undefined {
  return sensitiveName(name) ?? nameWords(name).find((word) => QUERY_WORDS.has(word));
}

/** Whether a name only says something about a secret: `tokenCount`, `hasPassword`, `expiresIn`. */
export function isStatement(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (words.length > 1 && (DESCRIPTORS.has(last) || QUESTIONS.has(first))) return true;
  return last === 'in' && words.at(-2) === 'expires';
}

const ALL_TERMS: readonly string[] = [...SENSITIVE_TERMS.keys(), ...ENDINGS, ...WHOLE_NAMES];

/** A body may bring thousands of new names: most of their words begin no term. */
const FIRST_WORDS: ReadonlySet<string> = new Set(ALL_TERMS.map((term) => term.split(' ')[0] ?? ''));

/** Cheap and necessary: a name with a term holds its longest word. Letters beyond ASCII may have an ASCII lower case. */
const MAY_BE_SENSITIVE = new RegExp(`[^\\0-\\x7f]|${shortest(ALL_TERMS.map(longestWord)).join('|')}`, 'i');

function longestWord(term: string): string {
  return term.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest));
}

/** Without those that contain another one. */
function shortest(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter((word) => !words.some((other) => other !== word && word.includes(other)));
}
