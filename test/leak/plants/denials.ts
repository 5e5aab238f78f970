import { plant, post, get, type Plant } from '../plant.js';

export const denialPlants: readonly Plant[] = [
  plant('bodies that a guard denies', (secret) => [
    post('/ruled/denied', JSON.stringify({ plan: secret(), class_level: secret(), password: secret() })),
    post('/ruled/unauthorized', JSON.stringify({ plan: secret(), pin: secret() })),
    post('/ruled/denied', `plan=${secret()}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  ]),
  plant('headers and parameters of what a guard denies', (secret) => [
    post(`/ruled/denied?token=${secret()}&voucher=${secret()}`, '{}', {
      headers: { authorization: `Bearer ${secret()}`, cookie: `session=${secret()}` },
    }),
  ]),
  plant('values that a validation error echoes', (secret) => [
    post('/ruled/validated', JSON.stringify({ email: secret(), age: secret() })),
    post('/ruled/validated', JSON.stringify({ email: { nested: secret() }, age: [secret()] })),
  ]),
  plant('bodies for which no handler is known', (_secret, secret) => [
    post('/nowhere', JSON.stringify({ password: secret(), anything: secret() })),
    {
      method: 'PUT',
      target: '/ruled/denied',
      body: JSON.stringify({ plan: secret() }),
      headers: { 'content-type': 'application/json' },
    },
    post('/unbuildable', JSON.stringify({ plan: secret(), password: secret() })),
    post('/gate/answers', JSON.stringify({ anything: secret() })),
    post('/gate/throws', JSON.stringify({ anything: secret() })),
    post('/plain/act', `{"anything":"${secret()}${'x'.repeat(2_000_000)}"}`),
    post('/nowhere', `anything=${secret()}`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  ]),
  plant('what a middleware answers and throws', (_secret, secret) => [
    get(`/gate/answers/x?anything=1`, { headers: { 'x-api-key': 'k' } }),
    get(`/gate/throws/x?a=${encodeURIComponent('#')}`),
    post('/gate/answers', `"${secret()}"`),
  ]),
  plant('parameters that a middleware answers and throws', (secret) => [
    get(`/gate/answers?token=${secret()}`),
    get(`/gate/throws?token=${secret()}`),
    get(`/gate/answers?voucher=${secret()}`, {
      headers: { cookie: `session=${secret()}`, 'x-configured': secret() },
    }),
  ]),
];
