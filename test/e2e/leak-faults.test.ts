import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { APIToolkitService, reportError } from '../../lib/index.js';
import { startLeakApp, type LeakApp, type LeakAppOptions } from '../leak/leak-app.js';
import { sentBytes } from '../leak/leak-run.js';
import { get, post, type Errand } from '../leak/plant.js';
import { jwt, mint } from '../leak/canary.js';
import { scan } from '../leak/scan.js';
import { HttpProxy } from '../support/http-proxy.js';
import { adapters, type Adapter } from '../support/nest-app.js';

const secret = (): string => mint().value;

const withSecrets = (act?: Errand['act']): Errand =>
  post(`/ruled/act?token=${secret()}`, JSON.stringify({ plan: secret(), password: secret() }), {
    headers: { authorization: `Bearer ${secret()}`, cookie: `session=${secret()}` },
    ...(act && { act }),
  });

const withRules: LeakAppOptions = { withRules: true };

async function send(app: LeakApp, ...errands: Errand[]): Promise<(number | undefined)[]> {
  const statuses: (number | undefined)[] = [];
  for (const [index, errand] of errands.entries()) {
    if (errand.act) app.errands.register(`fault-${index}`, errand.act);
    statuses.push(await app.client.run(errand, `fault-${index}`));
  }
  await app.service.flush();
  return statuses;
}

/** The secrets in all that left, and what the ledger says of the rest. */
function outcome({ receiver, logger, service }: LeakApp) {
  const { captured, delivered, dropped } = service.status();
  return { leaked: [...scan([...sentBytes(receiver), ...logger.own])], captured, delivered, dropped };
}

describe.each(adapters)('faults on %s', (adapter: Adapter) => {
  it('sends nothing of an exchange that beforeSend failed on', async () => {
    const secretMessage = secret();
    await using app = await startLeakApp(adapter, {
      withRules: true,
      options: {
        beforeSend(exchange) {
          throw new Error(`${secretMessage} ${JSON.stringify(exchange)}`);
        },
      },
    });

    const failing = withSecrets(() => {
      throw new Error(`password=${secretMessage}`);
    });
    expect(await send(app, withSecrets(), failing)).toEqual([200, 500]);

    expect(outcome(app)).toEqual({
      leaked: [],
      captured: 2,
      delivered: 0,
      dropped: { before_send_error: 2 },
    });
    expect(app.receiver.spans).toEqual([]);
  });

  it.each<[string, string]>([
    ['nested deeper than any stack', `${'['.repeat(200_000)}"${secret()}`],
    [
      'nested deeper than any stack, closed',
      `${'{"a":'.repeat(15_000)}{"password":"${secret()}"}${'}'.repeat(15_000)}`,
    ],
    ['of a hundred thousand members', `{${'"a":1,'.repeat(10_000)}"password":"${secret()}"}`],
    [
      'with members called like those of Object',
      `{"__proto__":{"password":"${secret()}"},"hasOwnProperty":1,"toString":{"token":"${secret()}"}}`,
    ],
    ['of lone surrogates', `{"password":"\\ud800${secret()}","\\udfff":{"token":"${secret()}"}}`],
    ['that is one long string', `{"password":"${secret()}${'\\u0041'.repeat(10_000)}"}`],
  ])('sends no secret of a body %s', async (_name, body) => {
    await using app = await startLeakApp(adapter, { withRules: true, options: { maxBodyBytes: 1_048_576 } });

    await send(app, post('/ruled/act', body), get('/plain/act'));

    expect(outcome(app)).toEqual({ leaked: [], captured: 2, delivered: 2, dropped: {} });
  });

  it('sends no secret of a target that is mostly parameters', async () => {
    await using app = await startLeakApp(adapter, withRules);
    const many = Array.from({ length: 1000 }, (_, index) => `p${index}=${index}`).join('&');

    await send(
      app,
      get(`/plain/act?${many}&token=${secret()}`),
      get(`/plain/act?__proto__=1&__proto__[token]=${secret()}&constructor[password]=${secret()}`),
      get(`/plain/act?next=${nestedUrl(8, secret())}`),
      get(`/plain/act?${'%25'.repeat(1500)}=1&token=${secret()}`),
    );

    expect(outcome(app)).toEqual({ leaked: [], captured: 4, delivered: 4, dropped: {} });
  });

  it('sends no secret of errors that resist being read', async () => {
    await using app = await startLeakApp(adapter, withRules);
    const resisting = resistingErrors(secret);

    await send(app, ...resisting.map((error) => withSecrets(() => reportError(error))));
    for (const error of resisting) reportError(error);
    await app.service.flush();

    const count = resisting.length * 2;
    expect(outcome(app)).toEqual({ leaked: [], captured: count, delivered: count, dropped: {} });
  });

  it('sends no piece of a redacted value that the cap of a message cuts', async () => {
    await using app = await startLeakApp(adapter, withRules);
    const plans = [8170, 8180, 8185].map((length) => ({ length, plan: secret() }));

    await send(
      app,
      ...plans.map(({ length, plan }) =>
        post('/ruled/act', JSON.stringify({ plan }), {
          act() {
            throw new Error(`${'x'.repeat(length)} ${plan}`);
          },
        }),
      ),
    );

    expect(outcome(app)).toEqual({ leaked: [], captured: 3, delivered: 3, dropped: {} });
  });

  it('sends no secret of a body that there was no room for, which errors and URLs repeat', async () => {
    await using app = await startLeakApp(adapter, { withRules: true, options: { maxInFlightBytes: 0 } });
    const plan = secret();

    await send(
      app,
      post(`/ruled/act?next=${plan}`, JSON.stringify({ plan, password: secret() }), {
        headers: { referer: `http://here.test/${plan}` },
        act(reply) {
          reply.header('location', `/plans/${plan}`);
          throw new Error(`${plan} is no plan`, { cause: new Error(`not found: ${plan}`) });
        },
      }),
    );

    expect(outcome(app)).toEqual({ leaked: [], captured: 1, delivered: 1, dropped: {} });
    expect(app.receiver.spans[0]?.attributes['http.route']).toBe('/ruled/act');
  });

  it('shows no secret to the proxy on the way', async () => {
    const proxy = await HttpProxy.start({ credentials: 'user:p4ssword' });
    // A key would not go to a proxy in clear text: the app would not start.
    const options = { proxy: proxy.url(), apiKey: undefined };
    await using app = await startLeakApp(adapter, { withRules: true, options });

    await send(app, withSecrets(), withSecrets());

    expect(outcome(app)).toEqual({ leaked: [], captured: 2, delivered: 2, dropped: {} });
    expect(proxy.seenText()).toContain('/v1/traces');
    expect([...scan([Buffer.concat(proxy.seen), ...proxy.seen])]).toEqual([]);
    await proxy.close();
  });

  it('sends no secret where the app says what it must not', async () => {
    await using app = await startLeakApp(adapter, withRules);
    const token = mint(jwt).value;
    const says = (say: (service: APIToolkitService) => void): Errand =>
      withSecrets((_reply, { get: inject }) => say(inject(APIToolkitService)));

    await send(
      app,
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.setUser({ id: { toString: () => token }, email: 42, name: [token] })),
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.setUser(`Bearer ${token}`)),
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.setTenant({ id: null, name: { apiKey: token } })),
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.setAttributes({ deep: { password: token }, list: [1, { token }], big: 1n })),
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.setAttributes(null)),
      // @ts-expect-error what a JavaScript user may say
      says((service) => service.addTags({ token }, Symbol('tag'), `token=${token}`)),
    );

    const { leaked, captured, delivered, dropped } = outcome(app);
    expect(leaked).toEqual([]);
    expect(captured).toBe(6);
    expect(delivered + Object.values(dropped).reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(dropped).toEqual({});
  });
});

function nestedUrl(depth: number, token: string): string {
  const inner = depth === 0 ? `/x?token=${token}` : `/x?next=${nestedUrl(depth - 1, token)}`;
  return encodeURIComponent(inner);
}

function resistingErrors(secretOf: () => string): unknown[] {
  const throwing = (): never => {
    throw new Error(secretOf());
  };
  const circular = new Error('circular');
  circular.cause = circular;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    circular,
    revoked.proxy,
    new Proxy(new Error(`password=${secretOf()}`), { get: throwing, has: throwing, ownKeys: throwing }),
    Object.defineProperty(new Error('getter'), 'message', { get: throwing }),
    Object.defineProperty(new Error('getter'), 'stack', { get: () => ({ toString: throwing }) }),
    Object.defineProperty(new Error('getter'), 'cause', { get: throwing }),
    Object.assign(new Error('fields'), { name: { toString: throwing }, message: { password: secretOf() } }),
    { message: `password=${secretOf()}`, name: `token=${secretOf()}`, stack: `    at token=${secretOf()}` },
    `${'x'.repeat(8190)}password=${secretOf()}`,
    new Error(`${'x'.repeat(8185)}password=${secretOf()}`),
    new Error(`${'x'.repeat(8160)} Bearer ${secretOf()}${secretOf()}`),
    new Error(`${'x'.repeat(8140)} ${mint(jwt).value}`),
    Symbol(secretOf()),
    () => secretOf(),
  ];
}
