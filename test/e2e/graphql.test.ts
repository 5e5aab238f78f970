import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { Query, Resolver } from '@nestjs/graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  APIToolkitModule,
  RedactResponseBody,
  type CapturedBody,
  type RedactedExchange,
} from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { graphqlApp, graphqlServers } from '../support/graphql-app.js';
import { postJson, startApp, type RunningApp } from '../support/nest-app.js';

const M = '[CLIENT_REDACTED]';

describe.each(graphqlServers)('GraphQL by %s on %s', (driver, adapter) => {
  const exporter = new InMemoryExporter();
  let running: RunningApp;

  beforeAll(async () => {
    const apitoolkit = APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 10 } });
    running = await startApp(adapter, graphqlApp(driver, [apitoolkit]));
  });

  beforeEach(() => exporter.clear());

  afterAll(() => running.app.close());

  async function send(operations: object, headers?: Record<string, string>): Promise<RedactedExchange> {
    await postJson(`${running.url}/graphql`, operations, headers);
    return await exporter.waitFor(() => true);
  }

  it('unites the rules of all resolvers that a request names, and leaves out those of others', async () => {
    const one = await send({ query: '{ me { id name email } }' });
    exporter.clear();
    const two = await send({ query: '{ me { id name email } stranger { id name email } }' });

    expect(parsed(one.response?.body)).toEqual({ data: { me: { id: '7', name: 'Ada Stone', email: M } } });
    expect(parsed(two.response?.body)).toEqual({
      data: { me: { id: '7', name: 'Ada Stone', email: M }, stranger: { id: '7', name: M, email: M } },
    });
    expect(parsed(two.request.body)).toEqual({
      query: '{ me { id name email } stranger { id name email } }',
    });
  });

  it('names the first resolver and the operation', async () => {
    const exchange = await send({ query: 'query Profile { me { id } stranger { id } }' });

    expect(exchange).toMatchObject({ controller: 'UserResolver', handler: 'me' });
    expect({ ...exchange.attributes }).toEqual({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Profile',
    });
  });

  it('applies the rules of the resolvers of fields, for which no guard runs', async () => {
    const exchange = await send({ query: '{ me { id diagnosis } }' });

    expect(parsed(exchange.response?.body)).toEqual({ data: { me: { id: '7', diagnosis: M } } });
  });

  it('redacts what an alias renames, in fragments too, and shows under an alias what may be shown', async () => {
    const query =
      'query { me { ...User ... on User { c: card { n: number } } } } ' +
      'fragment User on User { p: password e: email name: id label: name }';

    const exchange = await send({ query });

    expect(parsed(exchange.response?.body)).toEqual({
      data: { me: { p: M, e: M, name: '7', label: 'Ada Stone', c: { n: '4929-0007' } } },
    });
  });

  it('withholds the bodies when an alias changes what a filter looks at', async () => {
    const plain = await send({ query: '{ watched { name card { brand number } } }' });
    exporter.clear();
    const aliased = await send({ query: '{ watched { name card { kind: brand number } } }' });
    exporter.clear();
    const shadowed = await send({ query: '{ watched { name card { brand: number } } }' });

    expect(parsed(plain.response?.body)).toEqual({
      data: { watched: { name: 'Ada Stone', card: { brand: 'visa', number: M } } },
    });
    for (const { request, response } of [aliased, shadowed]) {
      expect([request.body?.omitted, response?.body?.omitted]).toEqual(['route-unknown', 'route-unknown']);
    }
  });

  it('redacts variables by path, and whole where the client gave them another name or place', async () => {
    const variables = { card: { number: '4111-2222', holder: 'Ada Stone' } };
    const named = await send({ query: 'mutation ($card: CardInput!) { pay(card: $card) }', variables });
    exporter.clear();
    const renamed = await send({
      query: 'mutation ($c: CardInput!) { pay(card: $c) }',
      variables: { c: variables.card },
    });
    exporter.clear();
    const nested = await send({
      query: 'mutation ($n: String!, $holder: String) { pay(card: { number: $n, holder: $holder }) }',
      variables: { n: '4111-2222', holder: 'Ada Stone' },
    });

    expect(parsed(named.request.body)).toMatchObject({
      variables: { card: { number: M, holder: 'Ada Stone' } },
    });
    expect(parsed(renamed.request.body)).toMatchObject({ variables: { c: M } });
    expect(parsed(nested.request.body)).toMatchObject({ variables: { n: M, holder: M } });
    expect(everything(exporter)).not.toContain('4111-2222');
  });

  it('masks what error messages repeat, in the answer and in the record', async () => {
    const literal = await send({ query: 'mutation { login(password: "hunter2") }' });
    const variable = {
      query: 'mutation ($p: String!) { login(password: $p) }',
      variables: { p: 'tr0ub4dor' },
    };
    exporter.clear();
    const passed = await send(variable);

    expect(parsed(literal.request.body)).toEqual({ query: `mutation { login(password: "${M}") }` });
    expect(parsed(passed.request.body)).toEqual({ ...variable, variables: { p: M } });
    for (const { response, errors } of [literal, passed]) {
      expect(parsed(response?.body)).toMatchObject({ data: null, errors: [{ message: `${M} is wrong` }] });
      expect(errors).toMatchObject([{ type: 'Error', message: `${M} is wrong` }]);
    }
    expect(JSON.stringify([literal, passed])).not.toMatch(/hunter2|tr0ub4dor/);
  });

  it('applies the rules of resolvers that are named but not reached', async () => {
    const skipped = await send({
      query: 'mutation ($memo: String!) { pay(card: { number: "1" }) denied(memo: $memo) @skip(if: true) }',
      variables: { memo: 'the memo' },
    });
    exporter.clear();
    const failed = await send({
      query: 'mutation ($memo: String!) { login(password: "x") denied(memo: $memo) }',
      variables: { memo: 'the memo' },
    });
    exporter.clear();
    const denied = await send({
      query: 'mutation ($memo: String!) { denied(memo: $memo) }',
      variables: { memo: 'the memo' },
    });

    for (const { request } of [skipped, failed, denied])
      expect(parsed(request.body)).toMatchObject({ variables: { memo: M } });
    expect(denied.handler).toBe('denied');
    expect(JSON.stringify([skipped, failed, denied])).not.toContain('the memo');
  });

  it('applies the rules to every operation of a batch', async () => {
    const exchange = await send([
      { query: 'query { stranger { n: name id } }' },
      { query: '{ greet(greeting: "good morning") }' },
      { query: 'mutation ($card: CardInput!) { pay(card: $card) }', variables: { card: { number: '4111' } } },
    ]);

    expect(parsed(exchange.request.body)).toEqual([
      { query: 'query { stranger { n: name id } }' },
      { query: `{ greet(greeting: "${M}") }` },
      { query: 'mutation ($card: CardInput!) { pay(card: $card) }', variables: { card: { number: M } } },
    ]);
    expect(parsed(exchange.response?.body)).toEqual([
      { data: { stranger: { n: M, id: '7' } } },
      { data: { greet: 'good morning' } },
      { data: { pay: true } },
    ]);
  });

  it('withholds a batch of which an operation reached no resolver', async () => {
    const { request, response } = await send([
      { query: '{ greet(greeting: "good morning") }' },
      { query: 'mutation ($p: String!) { login(password: $p) { none } }', variables: { p: 'hunter2' } },
    ]);

    expect([request.body?.omitted, response?.body?.omitted]).toEqual(['route-unknown', 'route-unknown']);
  });

  it('withholds the bodies of a request that reached no resolver, and its variables in the URL', async () => {
    const { request, response } = await send({ query: '{ me { none } }' });
    exporter.clear();
    const query = parameters({
      query: 'query ($o: String!) { none(owner: $o) }',
      variables: { o: 'Ada Stone' },
    });
    await fetch(`${running.url}/graphql?${query}`, PREFLIGHTED);
    const get = await exporter.waitFor(() => true);

    expect([request.body?.omitted, response?.body?.omitted]).toEqual(['route-unknown', 'route-unknown']);
    expect({ ...get.request.query }).toEqual({
      query: ['query ($o: String!) { none(owner: $o) }'],
      variables: [M],
    });
  });

  it('reads a document in the URL as one in the body', async () => {
    const operation = {
      query:
        'query ($owner: String!, $k: String) { exists(owner: $owner, kind: $k) greet(greeting: "good day") }',
      variables: { owner: 'Ada Stone', k: 'house' },
    };
    await fetch(`${running.url}/graphql?${parameters(operation)}`, PREFLIGHTED);
    const exchange = await exporter.waitFor(() => true);

    expect({ ...exchange.request.query }).toEqual({
      query: [operation.query.replace('good day', M)],
      variables: [`{"owner":"${M}","k":"house"}`],
    });
    expect(parsed(exchange.response?.body)).toEqual({ data: { exists: true, greet: 'good day' } });
    expect(exchange.request.url).not.toMatch(/Ada|good/);
  });

  it.runIf(driver === 'apollo')('knows the document of a persisted query', async () => {
    const query = 'mutation ($p: String!) { login(password: $p) }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await send({ query, extensions, variables: { p: 'first' } });
    exporter.clear();

    const { request } = await send({ extensions, variables: { p: 'hunter2' } });

    expect(parsed(request.body)).toEqual({ extensions, variables: { p: M } });
  });

  it('captures no body where one of the resolvers forbids it', async () => {
    const { handler, request, response } = await send({ query: '{ me { id } hidden { id } }' });

    expect([handler, request.body?.omitted, response?.body?.omitted]).toEqual(['me', 'disabled', 'disabled']);
  });

  it('stops the boot for a path that is not valid, and says where it stands', async () => {
    @Resolver()
    class MistakenResolver {
      @Query(() => String)
      @RedactResponseBody('data.name')
      mistaken(): string {
        return '';
      }
    }
    const root = graphqlApp(driver, [APIToolkitModule.forRoot({ exporter })], [MistakenResolver]);

    await expect(startApp(adapter, root)).rejects.toThrow(
      /^MistakenResolver\.mistaken @RedactResponseBody.*did you mean `\$\.data\.name`/s,
    );
  });

  it('answers as it does without us', async () => {
    await using bare = await startApp(adapter, graphqlApp(driver, []));
    const requests = [
      { query: '{ me { p: password id } stranger { name diagnosis } }' },
      { query: 'mutation { login(password: "hunter2") }' },
      { query: 'mutation { denied(memo: "x") }' },
      [{ query: '{ me { id } }' }, { query: '{ none }' }],
      { query: '{ me {' },
    ];

    for (const request of requests) {
      const answers = await Promise.all(
        [bare, running].map(async ({ url }) => {
          const answer = await postJson(`${url}/graphql`, request);
          return [answer.status, await answer.text()];
        }),
      );
      expect(answers[1]).toEqual(answers[0]);
    }
  });
});

/** Apollo refuses GET requests that a form of another site could send. */
const PREFLIGHTED = { headers: { 'apollo-require-preflight': 'true' } };

function parameters({ query, variables }: { query: string; variables: object }): string {
  return `query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
}

function parsed(body: CapturedBody | undefined): unknown {
  return body?.text === undefined ? body : JSON.parse(body.text);
}

function everything({ exchanges }: InMemoryExporter): string {
  return JSON.stringify(exchanges);
}
