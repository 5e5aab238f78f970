import { StreamableFile } from '@nestjs/common';
import { awsKey, digits, jwt, special } from '../canary.js';
import { plant, post, type Errand, type Plant, type Secret } from '../plant.js';

const ACCOUNT_KEYS = [
  'password',
  'newPassword',
  'passphrase',
  'secret',
  'clientSecret',
  'token',
  'accessToken',
  'refresh_token',
  'apiKey',
  'API-KEY',
  'privateKey',
  'secretKey',
  'authorization',
  'credentials',
  'otp',
  'totp',
  'mfaCode',
  'pin',
  'cvv',
  'cvc',
  'ccv',
  'cardNumber',
  'pan',
  'accountNumber',
  'routingNumber',
  'iban',
  'ssn',
  'nationalId',
  'taxId',
  'passportNumber',
] as const;

export const jsonBodyPlants: readonly Plant[] = [
  plant('JSON members with sensitive names', (secret) =>
    bothWays('plain', () => JSON.stringify(Object.fromEntries(ACCOUNT_KEYS.map((key) => [key, secret()])))),
  ),
  plant('sensitive members of every JSON type and depth', (secret) =>
    bothWays('plain', () =>
      JSON.stringify({
        a: [{ b: { password: { nested: [secret(), { deeper: secret() }] } } }],
        token: [secret(), secret()],
        pin: Number(secret(digits)),
        more: Array.from({ length: 3 }, () => ({ cvv: Number(secret(digits)), ok: true })),
      }),
    ),
  ),
  plant('locations that paths select', (secret) => [
    post('/ruled/act', selected(secret)),
    ...answering('ruled', selected(secret)),
  ]),
  plant('locations that the options select', (secret) => [
    post('/ruled/act', `{"configured":{"path":"${secret()}"},"class_level":"${secret()}"}`),
    post('/ruled/act', `{"list":["${secret()}","in between","${secret()}"]}`),
    ...answering('plain', `{"configured":{"path":{"x":"${secret()}"}}}`),
  ]),
  plant('members that are repeated, escaped or strangely named', (secret) =>
    bothWays(
      'ruled',
      () =>
        `{"password":"${secret()}","password":"${secret()}","p\\u0061ssword":"${secret()}","\\u0070\\u0061\\u0073\\u0073word":"${secret()}",` +
        `"__proto__":{"token":"${secret()}"},"constructor":{"prototype":{"secret":"${secret()}"}},"*":{"deep":"${secret()}"},` +
        `"..":{"deep":"${secret()}"},"p\\u006can":"${secret()}","plan":"${secret()}","":{"deep":"${secret()}"}}`,
    ),
  ),
  plant('values that JSON escapes', (secret) =>
    bothWays('plain', () => {
      const escaped = unicodeEscaped(secret(special));
      return `{"password":${JSON.stringify(secret(special))},"token":"${escaped}","secret":"\\ud800${secret()}\\udc00"}`;
    }),
  ),
  plant('secrets known by their shape in JSON values', (secret) =>
    bothWays('plain', () =>
      JSON.stringify({
        note: `use Bearer ${secret()} for it`,
        list: [secret(jwt), secret(awsKey)],
        pem: `-----BEGIN PRIVATE KEY-----\n${secret()}\n-----END PRIVATE KEY-----`,
        url: `https://user:${secret()}@app.test/`,
      }),
    ),
  ),
  plant('JSON with white space, a byte order mark, or no declared type', (secret) => [
    post('/plain/act', `\n\t {\r\n "password" \t:\n "${secret()}" }  \n`),
    post('/plain/act', `\u{FEFF}{"password":"${secret()}"}`),
    post('/plain/act', `{"password":"${secret()}"}`, { headers: { 'content-type': '' } }),
    post('/plain/act', `[{"password":"${secret()}"}]`, {
      headers: { 'content-type': 'application/vnd.api+json' },
    }),
    ...answeringBytes(Buffer.from(`\u{FEFF}{"password":"${secret()}"}`), 'application/json'),
    ...answeringBytes(Buffer.from(`{"password":"${secret()}"}`), 'application/hal+json; profile="x"'),
  ]),
  plant('deep JSON', (secret) => [
    post('/plain/act', `${'{"a":'.repeat(300)}{"password":"${secret()}"}${'}'.repeat(300)}`),
    post('/plain/act', `${'['.repeat(800)}{"token":"${secret()}"}${']'.repeat(800)}`),
  ]),
  plant('the body as a whole', (secret) =>
    ['json', 'plain; charset=utf-8', 'html'].flatMap((type) =>
      answeringBytes(
        Buffer.from(`{"password":"${secret()}"}`),
        type === 'json' ? 'application/json' : `text/${type}`,
      ),
    ),
  ),
];

function selected(secret: Secret): string {
  return JSON.stringify({
    plan: secret(),
    people: [{ note: secret(), name: 'Ada' }, { note: { any: [secret()] } }],
    filtered: [{ kind: 'x', deep: secret(), value: 'kept' }],
    level: { one: { deep: secret() }, deep: [secret(), secret()] },
  });
}

/** The same kind of body as a request and as a response, with secrets of their own. */
function bothWays(routes: 'plain' | 'ruled', body: () => string): Errand[] {
  return [post(`/${routes}/act`, body()), ...answeringBytes(Buffer.from(body()), 'application/json', routes)];
}

function answering(routes: 'plain' | 'ruled', body: string): Errand[] {
  return [post(`/${routes}/act`, '{}', { act: () => JSON.parse(body) })];
}

export function answeringBytes(
  bytes: Buffer,
  contentType: string,
  routes: 'plain' | 'ruled' = 'plain',
  headers: Readonly<Record<string, string>> = {},
): Errand[] {
  return [
    post(`/${routes}/act`, '{}', {
      act(reply) {
        for (const [name, value] of Object.entries(headers)) reply.header(name, value);
        return new StreamableFile(bytes, { type: contentType });
      },
    }),
  ];
}

function unicodeEscaped(text: string): string {
  return text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
