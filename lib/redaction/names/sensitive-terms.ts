/** Sensitive wherever they stand as whole words, and also written as one word (`apikey`). */
const TERMS = list(`
  password, passwd, pwd, pass word, pass phrase, pass code, one time code, secret, client secret,
  token, access token, refresh token, id token, auth token, session token, csrf token, xsrf token, bearer token, jwt,
  api key, api secret, private key, secret key, access key, signing key, encryption key,
  authorization, credential, otp, totp, mfa code, security code, verification code, recovery code, backup code,
  pin, pin code, cvv, cvc, ccv, card number, card no, card num, cc number, pan,
  account number, account no, routing number, iban,
  ssn, social security number, social security, national id, tax id, passport number, passport no
`);

/** Words that no hump separates in practice. */
const RUN_TOGETHER = list(`
  newpassword, oldpassword, currentpassword, confirmpassword, repeatpassword, passwordconfirm, passwordconfirmation,
  userpassword, dbpassword, apitoken, resettoken, usertoken, jsessionid, phpsessid, creditcardnumber
`);

/** Written as one word it is an ordinary name: a postal code. */
const ONLY_APART: ReadonlySet<string> = new Set(['pin code']);

/**
 * Of the single words. Not `tokens`: `maxTokens` and `prompt_tokens` are quantities; nor `pins`, which a map
 * has.
 */
const WITH_PLURAL: ReadonlySet<string> = new Set(list('password, secret, credential, jwt, otp, ssn, iban'));

/** Sensitive only at the end of a name: `creditCard`, but not `creditCardBrand`. */
export const ENDINGS: ReadonlySet<string> = new Set(
  list('credit card, debit card, api tokens, device tokens, user tokens'),
);

/** Sensitive only as the whole name. */
export const WHOLE_NAMES: ReadonlySet<string> = new Set(list('tokens, creditcard, debitcard'));

/** A last word that makes the name a statement about the secret: `tokenCount`, `passwordExpiresAt`. */
export const DESCRIPTORS: ReadonlySet<string> = new Set(
  list(`
    count, limit, length, size, type, expiry, expires, expired, expiration, ttl, at,
    policy, enabled, disabled, required, usage, budget, strength, endpoint
  `),
);

/** A first word that makes it a yes or no, or a quantity: `hasPassword`. */
export const QUESTIONS: ReadonlySet<string> = new Set(list('has, is, requires, max, min, num, total'));

/**
 * Credentials in a URL only: `Signature`, `sig` and `X-Goog-Signature` of OpenTelemetry's `url.query`
 * convention, and the `auth` of Firebase.
 */
export const QUERY_WORDS: ReadonlySet<string> = new Set(list('signature, sig, auth'));

/** The label of every term that is sensitive wherever it stands as whole words, by each of its spellings. */
export const SENSITIVE_TERMS: ReadonlyMap<string, string> = termSpellings();

function termSpellings(): ReadonlyMap<string, string> {
  const labels = new Map<string, string>([...TERMS, ...RUN_TOGETHER].map((term) => [term, term]));
  for (const term of TERMS) {
    const hasPlural = term.includes(' ') || WITH_PLURAL.has(term);
    for (const spelling of hasPlural ? [term, `${term}s`] : [term]) {
      const spellings = ONLY_APART.has(term) ? [spelling] : [spelling, spelling.replaceAll(' ', '')];
      for (const name of spellings) if (!labels.has(name)) labels.set(name, term);
    }
  }
  return labels;
}

function list(terms: string): readonly string[] {
  return terms.trim().split(/\s*,\s*/);
}
