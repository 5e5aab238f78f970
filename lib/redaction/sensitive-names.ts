import { nameWords } from './name-words.js';

/** Sensitive wherever they stand as whole words, and also written as one word (`apikey`). */
const SEQUENCES = [
  'password',
  'pass word',
  'passwd',
  'pwd',
  'pass phrase',
  'pass code',
  'one time code',
  'secret',
  'client secret',
  'token',
  'access token',
  'refresh token',
  'id token',
  'auth token',
  'session token',
  'csrf token',
  'xsrf token',
  'bearer token',
  'jwt',
  'api key',
  'api secret',
  'private key',
  'secret key',
  'access key',
  'signing key',
  'encryption key',
  'authorization',
  'credential',
  'otp',
  'totp',
  'mfa code',
  'security code',
  'verification code',
  'recovery code',
  'backup code',
  'pin',
  'pin code',
  'cvv',
  'cvc',
  'ccv',
  'card number',
  'card no',
  'card num',
  'cc number',
  'pan',
  'account number',
  'account no',
  'routing number',
  'iban',
  'ssn',
  'social security number',
  'social security',
  'national id',
  'tax id',
  'passport number',
  'passport no',
] as const;

/** Written as one word they are ordinary names: `pincode` is a postal code. */
const ONLY_APART: ReadonlySet<string> = new Set(['pin code']);

/** Sensitive in the plural too. Not `tokens`: `maxTokens` and `prompt_tokens` are quantities; nor `pins` of a map. */
const PLURALS: ReadonlySet<string> = new Set([
  ...SEQUENCES.filter(
    (sequence) => sequence.includes(' ') || sequence === 'password' || sequence === 'secret',
  ),
  'credential',
  'jwt',
  'otp',
  'ssn',
  'iban',
]);

/** Words that no hump separates in practice. */
const RUN_TOGETHER = [
  'newpassword',
  'oldpassword',
  'currentpassword',
  'confirmpassword',
  'repeatpassword',
  'passwordconfirm',
  'passwordconfirmation',
  'userpassword',
  'dbpassword',
  'apitoken',
  'resettoken',
  'usertoken',
  'jsessionid',
  'phpsessid',
  'creditcardnumber',
] as const;

/** Sensitive only as the whole name or its end: `creditCard`, but not `creditCardBrand`. */
const ENDINGS: ReadonlySet<string> = new Set([
  'credit card',
  'debit card',
  'api tokens',
  'device tokens',
  'user tokens',
]);
const WHOLE: ReadonlySet<string> = new Set(['tokens', 'creditcard', 'debitcard']);

/** A last word that makes the name a statement about the secret: `tokenCount`, `passwordExpiresAt`. */
const DESCRIPTORS: ReadonlySet<string> = new Set([
  'count',
  'limit',
  'length',
  'size',
  'type',
  'expiry',
  'expires',
  'expired',
  'expiration',
  'ttl',
  'at',
  'policy',
  'enabled',
  'disabled',
  'required',
  'usage',
  'budget',
  'strength',
  'endpoint',
]);

/** A first word that makes it a yes or no: `hasPassword`. */
const QUESTIONS: ReadonlySet<string> = new Set(['has', 'is', 'requires', 'max', 'min', 'num', 'total']);

/** `AWSAccessKeyId`, `Signature`, `sig` and `X-Goog-Signature`: OpenTelemetry's `url.query` convention; `auth`: Firebase. */
const QUERY_WORDS: ReadonlySet<string> = new Set(['signature', 'sig', 'auth']);

const MAX_SEQUENCE_WORDS = 3;
const LABELS = sequenceLabels();

/**
 * The sensitive term that a member, field or parameter name contains as whole words, such as `token` in `accessToken`;
 * never as a mere substring, so `author`, `secretary`, `discard` and `maxTokens` stay readable.
 */
export function sensitiveName(name: string): string | undefined {
  const words = nameWords(name);
  if (words.length === 0 || isStatement(words)) return undefined;
  const whole = words.join(' ');
  if (WHOLE.has(whole)) return whole;
  for (let start = 0; start < words.length; start += 1) {
    // The longest sequence first, so that the count names `access token` and not just `token`.
    for (let length = Math.min(MAX_SEQUENCE_WORDS, words.length - start); length > 0; length -= 1) {
      const sequence = words.slice(start, start + length).join(' ');
      const label = LABELS.get(sequence);
      if (label !== undefined) return label;
      if (start + length === words.length && ENDINGS.has(sequence)) return sequence;
    }
  }
  return undefined;
}

/** As {@link sensitiveName}, with the names that are credentials only in a URL, such as `sig` of a presigned one. */
export function sensitiveQueryName(name: string): string | undefined {
  return sensitiveName(name) ?? nameWords(name).find((word) => QUERY_WORDS.has(word));
}

function isStatement(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (words.length > 1 && (DESCRIPTORS.has(last) || QUESTIONS.has(first))) return true;
  return last === 'in' && words.at(-2) === 'expires';
}

function sequenceLabels(): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const sequence of SEQUENCES) {
    labels.set(sequence, sequence);
    if (!ONLY_APART.has(sequence)) labels.set(sequence.replaceAll(' ', ''), sequence);
  }
  for (const sequence of PLURALS) {
    labels.set(`${sequence}s`, sequence);
    labels.set(`${sequence}s`.replaceAll(' ', ''), sequence);
  }
  for (const word of RUN_TOGETHER) labels.set(word, word);
  return labels;
}
