/**
 * What the names that people give to secrets and to personal data are made of, beyond the default names: parts of a name
 * with its words run together (`mothersmaidenname`), and, where a part would be in too many other names, whole words. Looser
 * than the defaults on purpose: these names are reported, not redacted.
 */

/** Found anywhere in the letters of a name, whatever separates them. */
export const SUSPICIOUS_PARTS: readonly string[] = list(`
  passw, pwd, pswd, passphrase, passcode, motdepasse, contrasena, contraseña, senha, mnemonic, seedphrase,
  secret(?!ar|ion|e[ds]?$), token(?!s|i[sz]), credential, authorization, bearer, jwt, csrf, xsrf, hmac,
  cookie, signature, sessionid, sessid, magiclink, resetlink,
  (?:onetime|verification|verify|recovery|backup|activation|confirmation|access|auth|reset|otp|security|mfa)code,
  (?:access|api|app|auth|client|consumer|crypto|decryption|encryption|hmac|host|licen[cs]e|master|pgp|private|rsa|secret|security|service|session|shared|signing|ssh|storage|subscription|wallet|webhook)key(?!w),
  (?:security|secret)(?:answer|question), maiden,
  birthda, dateofbirth, birthplace, passport, (?<!inter)nationalid, nationalinsurance, socialsecurity, socsec, aadhaar, personnummer,
  taxn(?:o$|r$|um), taxid, taxpayer, vatn(?:o|r|um), vatid, driv(?:er|ers|ing)licen, licen[cs]en(?:o|r|um),
  (?:account|acct|acc|routing|card|cc)n(?:o$|r$|um), sortcode, creditcard, debitcard, cardholder, cvv
`);

/** Found as whole words only: `adobe` holds `dob`, and `design` holds `sig`. */
export const SUSPICIOUS_WORDS: ReadonlySet<string> = new Set(
  list('auth, bank, bic, birth, bsn, cpf, curp, cvc, dob, nino, otp, sid, sig, ssn, totp'),
);

/** Found at the beginning or the end of a word: `ibanNr` and `customeriban`. */
export const SUSPICIOUS_EDGES: readonly string[] = list('iban, ssn');

/** Found as the last word: `dbPass`, but not `passRate`. */
export const SUSPICIOUS_LAST_WORDS: ReadonlySet<string> = new Set(list('pass, pw'));

/** A last word that makes the name a statement about the secret, besides those of the default names. */
export const SUSPICIOUS_DESCRIPTORS: ReadonlySet<string> = new Set(
  list(`
    accepted, algorithm, available, changed, complete, consent, domain, format, method, mode, option, options, path,
    present, provider, rule, rules, settings, status, supported, updated, valid, verified, version
  `),
);

/** Words that hold one of the parts and have nothing to do with it. */
export const INNOCENT_WORDS: ReadonlySet<string> = new Set(list('caliban, discard, discarded, taliban'));

/** Standard headers that are no secrets, though their names read like one. */
export const INNOCENT_NAMES: ReadonlySet<string> = new Set(
  list(
    'access-control-allow-credentials, idempotency-key, public-key-pins, sec-websocket-key, signature-input',
  ),
);

function list(terms: string): readonly string[] {
  return terms.trim().split(/\s*,\s*/);
}
