import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { ASSIGNMENT_FINDERS } from './assigned-secrets.js';
import { MAY_HOLD_SECRET, SECRET_FINDERS, type SecretFinder } from './secret-finders.js';
import { CARD_NUMBERS, isCardNumber } from './card-numbers.js';
import { PERSONAL_VALUES, type PersonalValue } from './personal-values.js';

export interface MaskedText {
  readonly text: string;
  /** Detector label to number of replacements. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface DetectorOptions {
  /** Whether secrets are looked for: the finders that are on by default. */
  readonly defaults: boolean;
  /** What is looked for besides. */
  readonly values: readonly PersonalValue[];
}

/** The detectors that are switched on. */
export interface ValueDetectors {
  /** The label of the first one that finds something in the text. */
  readonly detect: (text: string) => string | undefined;
  /** The same for a number of JSON, given as it is written. Absent: no detector looks at numbers. */
  readonly detectNumber?: (digits: string) => string | undefined;
  /** Replaces all that they find in text that is read by people. */
  readonly mask: (text: string) => MaskedText;
  /** Whether they are those for which `mayHoldSecret` is a necessary condition. */
  readonly findSecretsOnly: boolean;
}

export function compileDetectors({ defaults, values }: DetectorOptions): ValueDetectors {
  const finders = [...new Set(values)].map((value) => PERSONAL_VALUES[value]);
  const detectPersonal = (text: string): string | undefined =>
    finders.find((finder) => finder.find(text, 0) !== undefined)?.label;
  return {
    detect: (text) => (defaults ? detectSecret(text) : undefined) ?? detectPersonal(text),
    ...(values.includes('card-number') && { detectNumber: detectCardNumber }),
    mask: (text) => {
      const { text: masked, counts } = defaults ? maskSecrets(text) : { text, counts: {} };
      const all = { ...counts };
      return { text: finders.reduce((each, finder) => maskFindings(each, finder, all), masked), counts: all };
    },
    findSecretsOnly: finders.length === 0,
  };
}

function detectCardNumber(digits: string): string | undefined {
  return /^\d+$/.test(digits) && isCardNumber(digits) ? CARD_NUMBERS.label : undefined;
}

/** The label of the first detector that finds a secret in the text; linear in the text's length. */
export function detectSecret(text: string): string | undefined {
  if (!MAY_HOLD_SECRET.test(text)) return undefined;
  return SECRET_FINDERS.find((finder) => finder.find(text, 0) !== undefined)?.label;
}

/**
 * Replaces every secret that a detector finds, and every value assigned to a sensitive name (`password=…`,
 * `"apiKey": "…"`, `<token>…</token>`), for text that is read by people: messages, stacks, plain text.
 */
export function maskSecrets(text: string): MaskedText {
  const counts: Record<string, number> = {};
  let masked = text;
  if (MAY_HOLD_SECRET.test(text)) {
    for (const finder of SECRET_FINDERS) masked = maskFindings(masked, finder, counts);
  }
  if (!MAY_ASSIGN.test(text)) return { text: masked, counts };
  for (const finder of ASSIGNMENT_FINDERS) masked = maskFindings(masked, finder, counts);
  return { text: masked, counts };
}

const MAY_ASSIGN = /[=:<]/;

function maskFindings(text: string, finder: SecretFinder, counts: Record<string, number>): string {
  let masked = '';
  let from = 0;
  for (let found = finder.find(text, 0); found !== undefined; found = finder.find(text, from)) {
    masked += text.slice(from, found.start) + CLIENT_REDACTED;
    from = found.end;
    counts[finder.label] = (counts[finder.label] ?? 0) + 1;
  }
  return from === 0 ? text : masked + text.slice(from);
}
