import { awsKey, jwt, special } from '../canary.js';
import { get, plant, type Plant } from '../plant.js';

/** Redacted by their names, whatever they hold. */
const SENSITIVE_HEADERS = [
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-access-token',
  'x-csrf-token',
  'x-xsrf-token',
  'x-amz-security-token',
  'x-goog-iap-jwt-assertion',
  'cf-access-jwt-assertion',
  'x-vault-token',
  'x-gitlab-token',
  'x-hub-signature',
  'x-hub-signature-256',
  'stripe-signature',
  'php-auth-pw',
  'x-partner-secret',
  'x-device-token',
] as const;

const URL_HEADERS = [
  'referer',
  'x-original-url',
  'x-original-uri',
  'x-rewrite-url',
  'x-forwarded-uri',
] as const;

export const headerPlants: readonly Plant[] = [
  plant('request headers with sensitive names', (secret) => [
    get('/plain/act', { headers: Object.fromEntries(SENSITIVE_HEADERS.map((name) => [name, secret()])) }),
    get('/plain/act', {
      headers: Object.fromEntries(SENSITIVE_HEADERS.map((name) => [name.toUpperCase(), secret()])),
    }),
  ]),
  plant('request headers that an option and a decorator name', (secret) => [
    get('/ruled/act', { headers: { 'x-configured': secret(), 'x-by-decorator': secret() } }),
    get('/ruled/act', {
      headers: { 'X-CONFIGURED': [secret(), secret()], 'X-by-DECORATOR': [secret(), secret()] },
    }),
  ]),
  plant('authorization of every scheme', (secret) =>
    [
      `Bearer ${secret()}`,
      `Basic ${Buffer.from(`user:${secret()}`).toString('base64')}`,
      `Digest username="u", response="${secret()}"`,
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE, Signature=${secret()}`,
      `Token token="${secret()}"`,
      `${secret()} of an unknown scheme`,
      secret(),
    ].flatMap((value) => [
      get('/plain/act', { headers: { authorization: value } }),
      get('/plain/act', { headers: { 'proxy-authorization': value } }),
    ]),
  ),
  plant('cookies', (secret) => [
    get('/plain/act', {
      headers: { cookie: `session=${secret()}; theme=${secret()}; ${secret()}; a=b=${secret()}` },
    }),
    get('/plain/act', { headers: { cookie: [`one=${secret()}`, `two="${secret()}"`] } }),
  ]),
  plant('cookies that a response sets', (secret) => {
    const cookies = [`session=${secret()}; Path=/; HttpOnly`, secret(), `a=b; Comment=${secret()}`];
    return [
      get('/plain/act', {
        act(reply) {
          reply.header('set-cookie', cookies);
          return {};
        },
      }),
    ];
  }),
  plant('response headers by their names', (secret) => {
    const headers = ['x-api-key', 'authorization', 'x-session-token', 'X-Configured', 'x-by-decorator'].map(
      (name) => [name, secret()] as const,
    );
    return [
      get('/ruled/act', {
        act(reply) {
          for (const [name, value] of headers) reply.header(name, value);
          return {};
        },
      }),
    ];
  }),
  plant('URLs in request headers', (secret) => [
    get('/plain/act', {
      headers: Object.fromEntries(
        URL_HEADERS.map((name) => [name, `/back?token=${secret()}&page=2#access_token=${secret()}&state=x`]),
      ),
    }),
    get('/plain/act', {
      headers: { referer: `https://app.test/?%70assword=${secret()}&Pass%77ord=${secret()}` },
    }),
    get('/plain/act', {
      headers: { referer: `//app.test/a;token=${secret()}?next=%2Fx%3Ftoken%3D${secret()}` },
    }),
    get('/ruled/act', { headers: { referer: `https://app.test/?voucher=${secret()}&coupon=${secret()}` } }),
  ]),
  plant('passwords in the URLs of request headers', (secret, sealed) => [
    get('/plain/act', {
      headers: {
        referer: `https://user:${sealed()}@app.test/`,
        'x-note': `see https://u:${secret()}@h.test/`,
      },
    }),
    get('/plain/act', { headers: { referer: `https://us@er:${sealed()}@app.test/` } }),
  ]),
  plant('URLs in response headers', (secret, sealed) => {
    const headers = {
      location: `https://app.test/callback?code=1&access_token=${secret()}#id_token=${secret()}`,
      'content-location': `/files/1?signature=${secret()}`,
      link: `</list?token=${secret()}>; rel="next", <https://u:${sealed()}@app.test/list>; rel="prev"`,
      refresh: `5; url=/next?password=${secret()}`,
    };
    return [
      get('/plain/act', {
        act(reply) {
          for (const [name, value] of Object.entries(headers)) reply.header(name, value);
          reply.status(302);
          return {};
        },
      }),
    ];
  }),
  plant('secrets known by their shape in headers of any name', (secret) => [
    get('/plain/act', {
      headers: {
        'x-note': `Bearer ${secret()}`,
        'x-other': `AKIA is ${secret(awsKey)}`,
        'x-jwt': secret(jwt),
        'user-agent': `probe/1.0 (token=${secret()})`,
        'x-list': [`a ${secret(jwt)}`, `b ${secret(awsKey)}`],
      },
    }),
  ]),
  plant('values that encodings change in headers', (secret) => [
    get('/plain/act', {
      headers: {
        'x-api-key': Buffer.from(secret(special))
          .toString('latin1')
          .replace(/[^\x20-\xff]/g, ''),
        'x-access-token': encodeURIComponent(secret(special)),
        'x-auth-token': Buffer.from(secret(special)).toString('base64'),
        'x-device-token': JSON.stringify(secret(special)).replace(/[^\x20-\x7e]/g, ''),
      },
    }),
  ]),
];
