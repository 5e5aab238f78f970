import type { Finding, SecretFinder } from './secret-finders.js';

/** Social security numbers of the United States, written as `123-45-6789` or `123 45 6789`: nine digits alone are any number. */
export const SOCIAL_SECURITY_NUMBERS: SecretFinder = { label: 'ssn', find: findSocialSecurityNumber };

/** Never issued: area 000, 666 and 900 to 999, group 00, serial 0000 (20 CFR 422, SSA's randomization of 2011). */
const NUMBER = /(?<![\w+-]|\d[ .])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-]|[ .]\d)/g;

function findSocialSecurityNumber(text: string, from: number): Finding | undefined {
  NUMBER.lastIndex = from;
  const match = NUMBER.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}
