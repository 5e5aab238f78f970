import { firstValueFrom } from 'rxjs';
import { ObservedHttpService } from '../../../lib/index.js';
import { awsKey, jwt, special } from '../canary.js';
import { get, plant, type Act, type Errand, type Plant } from '../plant.js';
import { askFor } from '../upstream.js';

type Config = Parameters<ObservedHttpService['request']>[0];

export const outgoingPlants: readonly Plant[] = [
  plant('URLs of outgoing calls', (secret) => {
    const query = `token=${secret()}&user[password]=${secret()}&%70in=${secret()}`;
    const params = { api_key: secret(), nested: { secret: secret() }, q: secret(jwt), voucher: secret() };
    const path = `/files/${secret(awsKey)}/${secret(jwt)}`;
    return [calling({ url: `/a?${query}` }), calling({ url: '/b', params }), calling({ url: path })];
  }),
  plant('passwords of outgoing URLs', (_secret, secret) => {
    const [first, second] = [secret(), secret()];
    return [
      get('/plain/act', {
        act: (_reply, app) => call(app, { url: app.upstreamUrl.replace('http://', `http://user:${first}@`) }),
      }),
      calling({ url: '/a', auth: { username: 'user', password: second } }),
    ];
  }),
  plant('headers of outgoing calls and their answers', (secret) => {
    const headers = {
      authorization: `Bearer ${secret()}`,
      'x-api-key': secret(),
      cookie: `session=${secret()}`,
      'X-Configured': secret(),
      referer: `/?token=${secret()}`,
    };
    const answer = {
      headers: {
        'set-cookie': `session=${secret()}; Path=/`,
        'x-auth-token': secret(),
        'x-configured': secret(),
        location: `/?access_token=${secret()}`,
      },
    };
    return [calling({ url: '/', headers: { ...headers, ...askFor(answer) } })];
  }),
  plant('bodies of outgoing calls and their answers', (secret) => {
    const answer = {
      body: JSON.stringify({
        token: secret(),
        configured: { path: secret() },
        odd: { pin: secret(special) },
      }),
    };
    const form = new URLSearchParams({ password: secret(), 'user[token]': secret() });
    const failure = { status: 500, body: JSON.stringify({ error: 'no', api_key: secret() }) };
    return [
      calling({
        url: '/',
        method: 'post',
        data: { password: secret(), configured: { path: secret() } },
        headers: askFor(answer),
      }),
      calling({ url: '/', method: 'put', data: form }),
      calling({
        url: '/',
        method: 'post',
        data: `{"password":"${secret()}"`,
        headers: { 'content-type': 'text/plain' },
      }),
      calling({ url: '/', method: 'post', data: { secret: secret() }, headers: askFor(failure) }),
    ];
  }),
  plant('what the rules of one outgoing call name', (secret) => {
    const [header, coupon, order, reply] = [secret(), secret(), secret(), secret()];
    const answer = { body: JSON.stringify({ reply }), headers: { 'x-of-the-call': header } };
    return [
      get('/plain/act', {
        act: (_reply, app) =>
          call(app, {
            baseURL: app.upstreamUrl,
            url: `/?coupon=${coupon}`,
            method: 'post',
            data: { order },
            headers: { 'x-of-the-call': header, ...askFor(answer) },
            ...(app.withRules && {
              apitoolkit: {
                redactHeaders: ['X-Of-The-Call'],
                redactQuery: ['coupon'],
                redactRequestBody: ['$.order'],
                redactResponseBody: ['$.reply'],
              },
            }),
          }),
      }),
    ];
  }),
  plant('outgoing calls that fail, and the errors they leave', (secret) => {
    const [token, key, password] = [secret(), secret(), secret()];
    const failing = {
      url: `/a?token=${token}`,
      method: 'post',
      data: { password },
      headers: { 'x-api-key': key },
    };
    return [
      get('/plain/act', {
        act: (_reply, app) => callOrThrow(app, { ...failing, baseURL: 'http://127.0.0.1:1' }),
      }),
      get('/plain/act', {
        act: (_reply, app) =>
          callOrThrow(app, {
            ...failing,
            baseURL: app.upstreamUrl,
            headers: { ...failing.headers, ...askFor({ status: 503, body: `{"token":"${token}"}` }) },
          }),
      }),
      get('/plain/act', {
        act: (_reply, app) =>
          callOrThrow(app, {
            ...failing,
            baseURL: app.upstreamUrl,
            headers: askFor({}),
            transformResponse: rejecting(password),
          }),
      }),
    ];
  }),
];

function calling(config: Config): Errand {
  return get('/plain/act', { act: (_reply, app) => call(app, { baseURL: app.upstreamUrl, ...config }) });
}

type App = Parameters<Act>[1];

async function call(app: App, config: Config): Promise<object> {
  await callOrThrow(app, config).catch(() => undefined);
  return { called: true };
}

async function callOrThrow(app: App, config: Config): Promise<object> {
  const { status } = await firstValueFrom(app.get(ObservedHttpService).request(config));
  return { status };
}

function rejecting(password: string): () => never {
  return () => {
    throw new Error(`could not read {"password":"${password}"}`);
  };
}
