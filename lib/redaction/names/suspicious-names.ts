import { nameWords } from './name-words.js';
import { rememberNames } from '../../memory/remember-names.js';
import { sensitiveHeader } from './sensitive-headers.js';
import { isStatement, sensitiveName } from './sensitive-names.js';
import {
  INNOCENT_NAMES,
  INNOCENT_WORDS,
  SUSPICIOUS_DESCRIPTORS,
  SUSPICIOUS_EDGES,
  SUSPICIOUS_LAST_WORDS,
  SUSPICIOUS_PARTS,
  SUSPICIOUS_WORDS,
} from './suspicious-terms.js';
import { detectSecret } from '../detectors/value-detectors.js';

/** Longer names are no names that anybody chose for a secret. */
const MAX_NAME_CHARS = 64;

/**
 * Whether a name that no rule and no default covers reads as if its value were a secret or identified a person. Looser than
 * the default names: it takes parts of words, and words run together.
 */
export function looksSensitive(name: string): boolean {
  if (name.length > MAX_NAME_CHARS || !MAY_LOOK_SENSITIVE.test(name)) return false;
  const words = nameWords(name).filter((word) => !INNOCENT_WORDS.has(word));
  const last = words.at(-1) ?? '';
  if (isStatement(words) || (words.length > 1 && SUSPICIOUS_DESCRIPTORS.has(last))) return false;
  if (INNOCENT_NAMES.has(name.toLowerCase())) return false;
  if (SUSPICIOUS_LAST_WORDS.has(last) || words.some(isSuspiciousWord)) return true;
  return PART.test(words.join(''));
}

/**
 * What tells the names that are worth telling when their values pass: where the defaults are off, nothing redacts the default
 * names either. Remembered, since an app's names come again.
 */
export function suspicionOf(defaults: boolean): (name: string) => boolean {
  const suspicion = defaults ? beyondDefaults : withDefaults;
  return (name) => suspicion(name) !== undefined;
}

function isDefaultName(name: string): boolean {
  if (name.length > MAX_NAME_CHARS) return false;
  return sensitiveName(name) !== undefined || sensitiveHeader(name.toLowerCase()) !== undefined;
}

/**
 * Whether a name may be told: it reads like an identifier that a developer wrote. Ids, hashes and tokens used as names are
 * values in truth.
 */
export function isTellable(name: string): boolean {
  return name.length <= MAX_NAME_CHARS && IDENTIFIER.test(name) && detectSecret(name) === undefined;
}

const beyondDefaults = rememberNames((name) => (looksSensitive(name) ? 'suspicious' : undefined));
const withDefaults = rememberNames((name) =>
  looksSensitive(name) || isDefaultName(name) ? 'suspicious' : undefined,
);

/** Letters, what joins words, and three digits at most. */
const IDENTIFIER = /^(?!(?:\D*\d){4})[\p{L}_$@][\p{L}\d_$.:[\]-]*$/u;

/** Cheap and necessary: every part and every word holds one of these, with nothing that could separate its letters. */
const MAY_LOOK_SENSITIVE =
  /pass|pwd?|pswd|contrase|senha|mnemo|phrase|secret|token|credential|authoriz|bearer|jwt|[cx]srf|hmac|cook|sig|sess|link|code|key|auth|answer|question|maid|birth|national|social|socsec|aadhaar|person|tax|vat|licen|card|acc|routing|cc|cvv|cvc|bank|bic|bsn|cpf|curp|dob|nino|otp|sid|ssn|iban/i;

const PART = new RegExp(SUSPICIOUS_PARTS.join('|'));
const EDGE = new RegExp(`^(?:${SUSPICIOUS_EDGES.join('|')})|(?:${SUSPICIOUS_EDGES.join('|')})$`);

function isSuspiciousWord(word: string): boolean {
  return SUSPICIOUS_WORDS.has(word) || EDGE.test(word);
}
