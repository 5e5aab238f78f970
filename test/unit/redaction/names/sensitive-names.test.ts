import { describe, expect, it } from 'vitest';
import { nameWords } from '../../../../lib/redaction/names/name-words.js';
import { sensitiveHeader } from '../../../../lib/redaction/names/sensitive-headers.js';
import { sensitiveName, sensitiveQueryName } from '../../../../lib/redaction/names/sensitive-names.js';

describe('nameWords', () => {
  it.each([
    ['apiKey', ['api', 'key']],
    ['APIKey', ['api', 'key']],
    ['api_key', ['api', 'key']],
    ['X-API-KEY', ['x', 'api', 'key']],
    ['password2', ['password']],
    ['oauth2Token', ['oauth', 'token']],
    ['user[new password]', ['user', 'new', 'password']],
    ['$token', ['token']],
    ['Größe', ['größe']],
    ['', []],
    ['123', []],
  ])('splits %j into %j', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});

describe('sensitiveName', () => {
  it.each([
    ['password', 'password'],
    ['PASSWORD', 'password'],
    ['newPassword', 'password'],
    ['new_password_2', 'password'],
    ['password-confirmation', 'password'],
    ['userpassword', 'userpassword'],
    ['passwords', 'password'],
    ['passwd', 'passwd'],
    ['pwd', 'pwd'],
    ['passPhrase', 'pass phrase'],
    ['passphrase', 'pass phrase'],
    ['secret', 'secret'],
    ['clientSecret', 'client secret'],
    ['client_secret', 'client secret'],
    ['clientsecret', 'client secret'],
    ['AWS_SECRET_ACCESS_KEY', 'secret'],
    ['token', 'token'],
    ['accessToken', 'access token'],
    ['access_token', 'access token'],
    ['accesstoken', 'access token'],
    ['refreshToken', 'refresh token'],
    ['id_token', 'id token'],
    ['authToken', 'auth token'],
    ['sessionToken', 'session token'],
    ['resetToken', 'token'],
    ['tokens', 'tokens'],
    ['accessTokens', 'access token'],
    ['apiKey', 'api key'],
    ['apikey', 'api key'],
    ['x-api-key', 'api key'],
    ['apiKeys', 'api key'],
    ['privateKey', 'private key'],
    ['secretKey', 'secret key'],
    ['AWSAccessKeyId', 'access key'],
    ['authorization', 'authorization'],
    ['credentials', 'credential'],
    ['otp', 'otp'],
    ['totpCode', 'totp'],
    ['mfa_code', 'mfa code'],
    ['pin', 'pin'],
    ['cardPin', 'pin'],
    ['cvv', 'cvv'],
    ['cvv2', 'cvv'],
    ['cvc', 'cvc'],
    ['ccv', 'ccv'],
    ['cardNumber', 'card number'],
    ['card_number', 'card number'],
    ['creditCardNumber', 'card number'],
    ['creditCard', 'credit card'],
    ['pan', 'pan'],
    ['accountNumber', 'account number'],
    ['routing-number', 'routing number'],
    ['iban', 'iban'],
    ['IBAN', 'iban'],
    ['ssn', 'ssn'],
    ['nationalId', 'national id'],
    ['taxId', 'tax id'],
    ['tax_id', 'tax id'],
    ['passportNumber', 'passport number'],
    ['wsse:Password', 'password'],
  ])('finds the sensitive words of %s', (name, label) => {
    expect(sensitiveName(name)).toBe(label);
  });

  it.each([
    'password, passwd, pwd, passphrase, secret, client secret, token, access token, refresh token, id token, auth token',
    'session token, api key, private key, secret key, authorization, credentials, otp, totp, mfa code, pin, cvv, cvc, ccv',
    'card number, pan, account number, routing number, iban, ssn, national id, tax id, passport number',
  ])('knows all of %s, in every spelling', (list) => {
    for (const term of list.split(', ')) {
      const camelCase = term.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase());
      for (const name of [
        camelCase,
        term.replaceAll(' ', '_'),
        term.replaceAll(' ', '-'),
        term.toUpperCase(),
      ]) {
        expect([name, sensitiveName(name)]).not.toEqual([name, undefined]);
        expect([name, sensitiveName(`my ${name}`)]).not.toEqual([name, undefined]);
      }
    }
  });

  it('does not know a card by its parts: its number has an ordinary name', () => {
    expect(['card', 'number', 'expiry', 'holder'].map(sensitiveName)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    'author',
    'authors',
    'authority',
    'keyword',
    'key',
    'keys',
    'discard',
    'cardinality',
    'residence',
    'maxTokens',
    'max_tokens',
    'maxToken',
    'promptTokens',
    'completion_tokens',
    'tokenCount',
    'token_limit',
    'tokenType',
    'tokenExpiresIn',
    'passwordExpiresAt',
    'passwordPolicy',
    'hasPassword',
    'isSecret',
    'tokenizer',
    'secretary',
    'secretariat',
    'pinned',
    'pinnedAt',
    'pincode',
    'spinner',
    'opinion',
    'panel',
    'pancake',
    'company',
    'shipping',
    'ping',
    'mission',
    'ssnet',
    'creditCardBrand',
    'account',
    'number',
    'id',
    'username',
    'email',
    'compass',
    'passenger',
    'constructor',
    '__proto__',
    'toString',
    '',
  ])('leaves %s readable', (name) => {
    expect(sensitiveName(name)).toBeUndefined();
  });

  it('stays linear in a name of a megabyte', () => {
    expect(sensitiveName('aB'.repeat(500_000))).toBeUndefined();
  });
});

describe('sensitiveQueryName', () => {
  it.each([
    ['sig', 'sig'],
    ['Signature', 'signature'],
    ['X-Amz-Signature', 'signature'],
    ['X-Goog-Signature', 'signature'],
    ['AWSAccessKeyId', 'access key'],
    ['auth', 'auth'],
    ['token', 'token'],
  ])('knows that %s is a credential in a URL', (name, label) => {
    expect(sensitiveQueryName(name)).toBe(label);
  });

  it.each(['sign', 'design', 'author', 'q', 'page'])('leaves %s readable', (name) => {
    expect(sensitiveQueryName(name)).toBeUndefined();
  });
});

describe('sensitiveHeader', () => {
  it.each([
    ['authorization', 'authorization'],
    ['proxy-authorization', 'proxy-authorization'],
    ['cookie', 'cookie'],
    ['set-cookie', 'set-cookie'],
    ['x-api-key', 'x-api-key'],
    ['api-key', 'api-key'],
    ['x-auth-token', 'x-auth-token'],
    ['x-access-token', 'x-access-token'],
    ['x-csrf-token', 'x-csrf-token'],
    ['x-xsrf-token', 'x-xsrf-token'],
    ['x-amz-security-token', 'x-amz-security-token'],
    ['x-goog-iap-jwt-assertion', 'x-goog-iap-jwt-assertion'],
    ['cf-access-jwt-assertion', 'cf-access-jwt-assertion'],
    ['x-vault-token', 'x-vault-token'],
    ['x-gitlab-token', 'x-gitlab-token'],
    ['x-hub-signature', 'x-hub-signature'],
    ['x-hub-signature-256', 'x-hub-signature-256'],
    ['stripe-signature', 'stripe-signature'],
    ['php-auth-pw', 'php-auth-pw'],
    ['x-webhook-secret', '*-secret'],
    ['x-shopify-access-token', '*-token'],
    ['x-goog-api-key', 'api key'],
    ['x-user-password', 'password'],
  ])('redacts %s', (name, label) => {
    expect(sensitiveHeader(name)).toBe(label);
  });

  it.each([
    'accept',
    'host',
    'author',
    'content-type',
    'www-authenticate',
    'x-ratelimit-remaining-tokens',
    'x-token-count',
    'etag',
    'x-request-id',
    'sec-websocket-key',
  ])('leaves %s readable', (name) => {
    expect(sensitiveHeader(name)).toBeUndefined();
  });
});

it('reads a letter beyond ASCII as the ASCII letter that is its lower case', () => {
  expect(sensitiveName('to\u212aen')).toBe('token');
});
