import { describe, expect, it } from 'vitest';
import { CaptureBudget } from '../../../lib/capture/capture-budget.js';
import { ExchangesUnderWay } from '../../../lib/capture/exchanges-under-way.js';
import { Recording } from '../../../lib/capture/recording.js';
import type { RequestIdentity } from '../../../lib/capture/route-identity.js';
import type { Exchange } from '../../../lib/exchange/exchange.js';
import { emptyRules, mergeRules, type RedactionRules } from '../../../lib/redaction/rules/redaction-rules.js';

const ending = {
  outcome: 'completed',
  request: { method: 'GET', scheme: 'http', target: '/', pathParams: {}, headers: {} },
} as const;

function record(annotate: (recording: Recording) => void): Exchange | undefined {
  const recording = new Recording(
    'incoming',
    { traceId: '1'.repeat(32), spanId: '2'.repeat(16), links: [] },
    {
      shouldReport: () => true,
      failed: () => undefined,
      dropped: () => undefined,
      budget: new CaptureBudget(0),
    },
    new ExchangesUnderWay(),
  );
  annotate(recording);
  return recording.settle(ending);
}

/** What a JavaScript user may pass. */
const untyped = (value: unknown): never => value as never;

describe('Recording', () => {
  it('keeps of users, tenants, attributes and tags what redaction can read, and drops the rest', () => {
    const secret = { toString: () => 'hunter2' };

    const exchange = record((recording) => {
      recording.setUser(untyped({ id: secret, name: ['hunter2'], email: 'a@b.test', role: 'hunter2' }));
      recording.setTenant(untyped({ id: 7, name: secret }));
      recording.setAttributes(
        untyped({ plan: 'gold', seats: 5, secret, list: ['x', secret], nothing: null }),
      );
      recording.addTags(untyped(['tag', secret]));
    });

    expect(exchange).toMatchObject({ user: { email: 'a@b.test' }, tenant: { id: 7 }, tags: ['tag'] });
    expect(Object.keys(exchange?.user ?? {})).toEqual(['email']);
    expect({ ...exchange?.attributes }).toEqual({ plan: 'gold', seats: 5, list: ['x'] });
  });

  it('survives users and tenants that are none', () => {
    expect(record((recording) => recording.setUser(untyped(undefined)))?.user).toEqual({});
  });

  it('reports each error once, by identity, and no more than 64', () => {
    const error = new Error('once');

    const exchange = record((recording) => {
      recording.report(error);
      recording.report(error);
      for (let count = 0; count < 100; count += 1) recording.report(new Error(String(count)));
    });

    expect(exchange?.errors).toHaveLength(64);
    expect(exchange?.errors.filter(({ message }) => message === 'once')).toHaveLength(1);
  });

  it('bounds tags and attributes', () => {
    const exchange = record((recording) => {
      for (let count = 0; count < 1000; count += 1) {
        recording.addTags([`tag ${count}`]);
        recording.setAttributes({ [`key ${count}`]: count });
      }
    });

    expect(exchange?.tags).toHaveLength(64);
    expect(Object.keys(exchange?.attributes ?? {})).toHaveLength(128);
  });

  it('settles once', () => {
    expect(
      record((recording) => {
        expect(recording.settle(ending)).toBeDefined();
      }),
    ).toBeUndefined();
  });

  it('is that of its route, whose rules resolvers add to, whoever came first', () => {
    const document = { responseKeys: [], variables: [], declared: [], literals: [], complete: true };
    const resolvers = {
      controller: 'UserResolver',
      handler: 'me',
      rules: rules('$.resolver'),
      unite: (route: RedactionRules) => mergeRules(route, rules('$.resolver')),
      tags: ['graphql'],
      skip: true,
      skipBodies: true,
      graphql: { documents: [document], operationCount: 1 },
    };
    const route = {
      route: '/proxy',
      controller: 'ProxyController',
      handler: 'forward',
      pathParams: { id: '7' },
      rules: rules('$.route'),
      tags: ['http'],
      skip: false,
      skipBodies: false,
    };
    const identities: (RequestIdentity | undefined)[] = [];

    const alone = record((recording) => {
      recording.identifyResolvers(resolvers);
      identities.push(recording.identity);
    });
    const [first, last] = [true, false].map((routeFirst) =>
      record((recording) => {
        if (routeFirst) recording.identify(route);
        recording.identifyResolvers(resolvers);
        if (!routeFirst) recording.identify(route);
        identities.push(recording.identity);
      }),
    );

    expect(alone).toMatchObject({ handler: 'me', graphql: { operationCount: 1 }, rulesKnown: true });
    for (const exchange of [first, last]) {
      expect(exchange).toMatchObject({ route: '/proxy', handler: 'forward', rulesKnown: true });
      expect(exchange?.graphql).toEqual({ documents: [document] });
      expect(exchange?.tags.toSorted()).toEqual(['graphql', 'http']);
    }
    expect(identities.map((each) => each?.rules.requestBody)).toEqual([
      ['$.resolver'],
      ['$.route', '$.resolver'],
      ['$.route', '$.resolver'],
    ]);
    expect(identities.map((each) => [each?.skip, each?.skipBodies])).toEqual([
      [true, true],
      [false, true],
      [false, true],
    ]);
  });

  it('knows no rules once something had a part in it that could not be read', () => {
    const exchange = record((recording) => {
      recording.distrust();
      recording.identify({ pathParams: {}, rules: emptyRules, tags: [], skip: false, skipBodies: false });
    });

    expect(exchange?.rulesKnown).toBe(false);
  });
});

function rules(path: string): RedactionRules {
  return { ...emptyRules, requestBody: [path] };
}
