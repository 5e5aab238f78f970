import type { SecretFinder } from './secret-finders.js';
import { CARD_NUMBERS } from './card-numbers.js';
import { EMAIL_ADDRESSES } from './email-addresses.js';
import { IBANS } from './ibans.js';
import { SOCIAL_SECURITY_NUMBERS } from './social-security-numbers.js';

/** A kind of value that is redacted wherever it stands, on request: it is personal, but an app may well need to show it. */
export type PersonalValue = 'card-number' | 'iban' | 'ssn' | 'email';

export const PERSONAL_VALUES: Readonly<Record<PersonalValue, SecretFinder>> = {
  'card-number': CARD_NUMBERS,
  iban: IBANS,
  ssn: SOCIAL_SECURITY_NUMBERS,
  email: EMAIL_ADDRESSES,
};

/** @throws Error for a name that is none of them, with the list */
export function checkPersonalValues(names: readonly unknown[], locate: (index: number) => string): void {
  for (const [index, name] of names.entries()) {
    if (isPersonalValue(name)) continue;
    const known = Object.keys(PERSONAL_VALUES)
      .map((each) => `'${each}'`)
      .join(', ');
    throw new Error(
      `${locate(index)}: expected one of ${known}, got ${JSON.stringify(name) ?? typeof name}.`,
    );
  }
}

export function isPersonalValue(name: unknown): name is PersonalValue {
  return typeof name === 'string' && Object.hasOwn(PERSONAL_VALUES, name);
}
