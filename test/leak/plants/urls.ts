import { awsKey, jwt, special } from '../canary.js';
import { get, plant, post, type Plant, type Secret } from '../plant.js';

const SENSITIVE_PARAMETERS = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'client_secret',
  'clientSecret',
  'token',
  'access_token',
  'refreshToken',
  'id-token',
  'auth_token',
  'sessionToken',
  'api_key',
  'apiKey',
  'apikey',
  'privateKey',
  'secret_key',
  'authorization',
  'credentials',
  'otp',
  'totp',
  'mfaCode',
  'pin',
  'cvv',
  'cvc',
  'card_number',
  'pan',
  'accountNumber',
  'routing_number',
  'iban',
  'ssn',
  'nationalId',
  'tax_id',
  'passportNumber',
  'signature',
] as const;

export const urlPlants: readonly Plant[] = [
  plant('query parameters with sensitive names', (secret) => [
    get(`/plain/act?${SENSITIVE_PARAMETERS.map((name) => `${name}=${secret()}`).join('&')}`),
  ]),
  plant('query parameters that an option and a decorator name', (secret) => [
    get(`/ruled/act?voucher=${secret()}&VOUCHER=${secret()}&coupon=${secret()}&Coupon=${secret()}`),
    get(`/ruled/act?filter[secret-plan]=${secret()}&filter%5Bsecret-plan%5D=${secret()}`),
  ]),
  plant('query parameters spelled in every way', (secret) => [
    get(`/plain/act?token=${secret()}&page=1&token=${secret()}&token[]=${secret()}&token[0]=${secret()}`),
    get(`/plain/act?%74oken=${secret()}&toke%6E=${secret()}&%70%61%73%73%77%6f%72%64=${secret()}`),
    get(`/plain/act?a=1;password=${secret()};b=2&user[password]=${secret()}&user%5Bapi_key%5D=${secret()}`),
    get(`/plain/act?access+token=${secret()}&access%20token=${secret()}&user.password=${secret()}`),
    get(`/plain/act?TOKEN=${secret()}&X-Api-Key=${secret()}&__token__=${secret()}&token=a=b=${secret()}`),
  ]),
  plant('query values that encodings change', (secret, sealed) => [
    get(`/plain/act?password=${encodeURIComponent(secret(special))}`),
    get(`/plain/act?password=${percentOfEachByte(secret())}&token=${percentOfEachByte(secret(special))}`),
    get(`/plain/act?password=${Buffer.from(secret()).toString('base64url')}`),
    get(`/plain/act?password=%zz${sealed()}&token=%E9${sealed()}&secret=%C3%28${sealed()}`),
  ]),
  plant('query parameters of parameters', (secret) => [
    get(
      `/plain/act?next=${encodeURIComponent(`https://app.test/?token=${secret()}#access_token=${secret()}`)}`,
    ),
    get(`/plain/act?next=${encodeURIComponent(encodeURIComponent(`/a?password=${secret()}`))}`),
    get(`/plain/act?next=/a?b=1%26token=${secret()}`),
    get(`/plain/act?filter=${encodeURIComponent(JSON.stringify({ where: { password: secret() } }))}`),
  ]),
  plant('passwords of URLs in a query', (_secret, secret) => [
    get(
      `/plain/act?next=https://user:${secret()}@app.test/&proxy=${encodeURIComponent(`http://u:${secret()}@h.test`)}`,
    ),
  ]),
  plant('query values and names known by their shape', (secret) => [
    get(`/plain/act?state=${secret(jwt)}&q=${secret(awsKey)}&${secret(jwt)}&${secret(awsKey)}=1`),
    get(`/plain/act?q=Bearer%20${secret()}`),
  ]),
  plant('path parameters', (secret) => [
    get(`/ruled/invites/${secret()}/of/${secret()}?page=2`),
    get(`/ruled/invites/${encodeURIComponent(secret(special))}/of/${percentOfEachByte(secret())}`),
    get(`/plain/reset/${secret()}`),
    get(`/plain/reset/${percentOfEachByte(secret())}?again=1`),
  ]),
  plant('path parameters quoted by the error of their request', (secret) => [
    quoting(`/ruled/invites/%s/of/me`, secret),
    quoting(`/ruled/act?coupon=%s`, secret),
    quoting(`/ruled/act?token=%s`, secret),
  ]),
  plant('segments of a path known by their shape', (secret) => [
    get(`/plain/files/${secret(jwt)}/${secret(awsKey)}`),
    get(`/nowhere/${secret(jwt)}/${secret(awsKey)}`),
    get(`/plain/files/a;token=${secret()}/b`),
  ]),
  plant('targets in absolute form, and with a fragment', (secret, sealed) => [
    get(`http://user:${sealed()}@127.0.0.1/plain/act?token=${secret()}`),
    get(`/plain/act?a=1#access_token=${secret()}`),
  ]),
  plant('URLs that no route matches', (secret) => [
    get(`/nowhere?token=${secret()}&page=3`),
    post(`/nowhere?password=${secret()}`, '{}'),
    { method: 'DELETE', target: `/plain/reset?api_key=${secret()}` },
    get(`/%zz?token=${secret()}`),
    get(`/nowhere/%ff?token=${secret()}`),
    { method: 'HEAD', target: `/plain/act?token=${secret()}` },
  ]),
];

function percentOfEachByte(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** The handler fails in the words of the request. */
function quoting(template: string, secret: Secret) {
  const value = secret();
  return get(template.replace('%s', value), {
    act() {
      throw new Error(`no such thing: ${value}`, { cause: new TypeError(`${value} was not found`) });
    },
  });
}
