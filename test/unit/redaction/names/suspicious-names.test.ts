import { describe, expect, it } from 'vitest';
import { isTellable, looksSensitive, suspicionOf } from '../../../../lib/redaction/names/suspicious-names.js';

describe('a name that no default covers', () => {
  it.each(
    list(`
      authCode, auth_code, AUTHCODE, oauth-code, auth, basicAuth, securityAnswer, security_question,
      mothersMaidenName, mothersmaidenname, maiden_name, memberPassport, passportscan, sessionKey,
      sessionkey, session_id, SessionID, sid, connect.sid, sessid, PHPSESSION_ID, userpwd2, dbpwd, pswd,
      dbPass, smtp_pass, pw, mypasswordvalue, passwort, motDePasse, dob, DOB, patient_dob, birthDate,
      birthday, dateOfBirth, date-of-birth, placeOfBirth, taxNumber, tax_no, taxid2, taxpayerRef,
      vatNumber, vatid, cpf, nino, aadhaarUid, licenseKey, licence_key, driversLicence, driving_license,
      licenseNumber, signature, docSignature, sig, x-hub-sig, hmac, requesthmac, sharedkey, host_key,
      webhookKey, cookie, cookies, sessionCookies, trackingcookie, bank, bankDetails, bank_name, bic,
      sortCode, customeriban, ibanNr, accno, ccnum, cardHolder, csrfvalue, xsrf, jwtstring,
      usertokenvalue, dbsecretvalue, otpcode, resetCode, magicLink, user[authCode], user.dob, mnemonic,
      seed-phrase, socialInsurance2socsec
    `),
  )('is suspicious: %s', (name) => {
    expect(looksSensitive(name)).toBe(true);
  });

  it.each(
    list(`
      author, authors, authorName, authority, authored, authenticated, coauthor, keyword, keywords,
      sortKey, primaryKey, key, monkey, turkey, hotkey, keyboard, sessionKeyword, discard, discarded,
      discardNumber, residence, resident, inside, consider, president, maxTokens, tokens, prompt_tokens,
      tokenCount, tokenizer, tokenisation, broken, secretary, secretariat, secretion, secreted,
      passwordExpiresAt, hasPassword, isBankHoliday, signatureAlgorithm, cookieConsent, cookiePolicy,
      passenger, compass, bypass, passRate, passed, password_policy, boardingPassenger, className,
      businessNumber, addressNumber, accessNote, accountName, accountId, accent, design, signal,
      assigned, signedUp, adobe, embankment, banking, arabic, cubic, public, talibans, taliban,
      internationalId, person, personal, taxonomy, taxi, privateNote, vat, card, postcard, cards, code,
      countryCode, postcode, pinCode, statusCode, sessions, link, license, licensed, birds, email, name,
      id, url, description, pwm, html, otpions, x, access-control-allow-credentials, sec-websocket-key,
      www-authenticate, content-security-policy, strict-transport-security, x-frame-options,
      idempotency-key, if-none-match, accept-encoding
    `),
  )('is not suspicious: %s', (name) => {
    expect(looksSensitive(name)).toBe(false);
  });

  it('is not looked at when it is longer than any name', () => {
    expect(looksSensitive(`signature${'x'.repeat(55)}`)).toBe(true);
    expect(looksSensitive(`signature${'x'.repeat(56)}`)).toBe(false);
    expect(suspicionOf(false)(`password ${'x'.repeat(56)}`)).toBe(false);
  });
});

describe('a default name', () => {
  it.each(['password', 'apiKey', 'x-some-token', 'X-Functions-Key', 'cookie'])(
    'is suspicious where nothing redacts it: %s',
    (name) => {
      expect(suspicionOf(false)(name)).toBe(true);
    },
  );

  it.each(['secretary', 'maxTokens', 'author', 'name'])('has near misses that are not: %s', (name) => {
    expect(suspicionOf(false)(name)).toBe(false);
  });
});

describe('a name that is told', () => {
  it.each([
    'authCode',
    'user[authCode]',
    'user.auth_code',
    'x-signature-256',
    'connect.sid',
    '@auth',
    '$key',
    'straßenCode',
  ])('reads like an identifier: %s', (name) => {
    expect(isTellable(name)).toBe(true);
  });

  it.each([
    'signature 4242424242424242',
    'sess_9f86d081884c7d65',
    'cookie=hunter2',
    'eyJhbGciOiJub.eyJzdWIiOiJx.signature',
    'ghp_abcdefghijkl',
    'auth/hunter',
    '"auth"',
    '4auth',
    '',
    'a'.repeat(65),
  ])('is no value in truth: %s', (name) => {
    expect(isTellable(name)).toBe(false);
  });
});

function list(names: string): readonly string[] {
  return names.trim().split(/,\s+/);
}
