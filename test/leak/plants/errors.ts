import { HttpException, InternalServerErrorException } from '@nestjs/common';
import { inspect } from 'node:util';
import { APIToolkitService, reportError } from '../../../lib/index.js';
import { awsKey, jwt, special } from '../canary.js';
import { get, plant, post, type Plant } from '../plant.js';

export const errorPlants: readonly Plant[] = [
  plant('errors that quote a redacted body', (secret) => {
    const [card, number, odd] = [secret(), secret(), secret(special)];
    return [
      failing(
        { plan: card },
        () => new Error(`card ${card} refused`, { cause: new TypeError(`no bank for ${card}`) }),
      ),
      failing(
        { plan: { number } },
        () => new InternalServerErrorException(`failed on ${JSON.stringify({ number })}`),
      ),
      failing({ plan: odd }, () => new Error(`cannot handle ${odd}`)),
      failing({ plan: odd }, () => new Error(`cannot handle ${JSON.stringify({ odd })}`)),
      failing({ plan: odd }, () => new Error(`cannot handle ${encodeURIComponent(odd)}`)),
      failing({ plan: number }, () => withStack(`at first ${number}\n    at handle (${number}.js:1:1)`)),
    ];
  }),
  plant('errors that quote a redacted body as Node prints objects', (secret) => {
    const odd = secret(special);
    return [failing({ plan: odd }, () => new Error(`cannot handle ${inspect({ plan: odd })}`))];
  }),
  plant('errors that quote a redacted header, cookie or parameter', (secret) => {
    const [key, cookie, token] = [secret(), secret(), secret()];
    return [
      get(`/plain/act?token=${token}`, {
        headers: { 'x-api-key': key, cookie: `session=${cookie}` },
        act() {
          throw new Error(`${key} may not`, {
            cause: new Error(`session ${cookie}`, { cause: `and ${token}` }),
          });
        },
      }),
    ];
  }),
  plant('errors with secrets known by name or shape', (secret) => {
    const messages = [
      `login failed for password=${secret()}`,
      `connect postgres://app:${secret()}@db.test/orders failed`,
      `401 with Authorization: Bearer ${secret()}`,
      `invalid token ${secret(jwt)} or key ${secret(awsKey)}`,
      `body was {"password":"${secret()}","a":1}`,
      `body was "{\\"api_key\\":\\"${secret()}\\"}"`,
      `GET https://app.test/?access_token=${secret()} failed`,
    ];
    const cause = `token=${secret()}`;
    return messages.map((message) => get('/plain/act', { act: throwing(new Error(message, { cause })) }));
  }),
  plant('own properties and odd fields of errors', (_secret, secret) => {
    const decorated = Object.assign(new Error('declined'), {
      body: secret(),
      config: { headers: { authorization: secret() } },
      response: { data: secret() },
      toJSON: () => secret(),
    });
    const aggregate = new AggregateError([new Error(secret())], 'several');
    const answer = new HttpException({ message: 'teapot', hint: 'none' }, 418, { description: secret() });
    return [decorated, aggregate, answer, { secret: secret() }].map((error) =>
      get('/plain/act', { act: throwing(error) }),
    );
  }),
  plant('errors reported by hand', (secret) => {
    const [plan, token] = [secret(), secret()];
    return [
      post('/ruled/act', JSON.stringify({ plan }), {
        act() {
          reportError(new Error(`noticed ${plan}`));
          reportError(`noticed password=${token}`);
          return {};
        },
      }),
    ];
  }),
  plant(
    'errors outside of any request',
    () => [],
    (secret) => {
      const texts = [
        `token=${secret()}`,
        `Bearer ${secret()}`,
        secret(jwt),
        `redis://:${secret()}@cache.test`,
      ];
      return () => {
        for (const text of texts) reportError(new Error(text, { cause: new Error(text) }));
        for (const text of texts) reportError(text);
      };
    },
  ),
  plant('attributes, user and tenant that the app sets', (secret) => {
    const attributes = {
      apiKey: secret(),
      'session.token': secret(),
      note: `password=${secret()}`,
      list: [secret(jwt)],
    };
    const [id, email, tenant] = [secret(jwt), `Bearer ${secret()}`, `https://u:${secret()}@t.test`];
    return [
      get('/plain/act', {
        act(_reply, app) {
          const service = app.get(APIToolkitService);
          service.setAttributes(attributes);
          service.setUser({ id, email });
          service.setTenant({ name: tenant });
          service.addTags(`token=${id}`);
          return {};
        },
      }),
    ];
  }),
];

function failing(body: object, error: () => Error) {
  return post('/ruled/act', JSON.stringify(body), {
    act() {
      throw error();
    },
  });
}

function throwing(thrown: unknown) {
  return () => {
    throw thrown;
  };
}

/** V8 puts a message of several lines on top of the frames. */
function withStack(message: string): Error {
  const error = new Error(message);
  error.message = 'another message';
  return error;
}
