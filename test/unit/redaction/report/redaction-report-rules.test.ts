import { describe, expect, it } from 'vitest';
import { emptyRules, mergeRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { ReportedApp } from './a-redaction-report.js';
import { aBody, aRequest, json } from '../an-exchange.js';

const ROUTE = { route: '/users/:id' };

function posted(value: unknown): { request: ReturnType<typeof aRequest> } {
  return { request: aRequest(json(value)) };
}

function form(text: string): { request: ReturnType<typeof aRequest> } {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { request: aRequest({ body: aBody(text), headers }) };
}

describe('the rules of the options in a report', () => {
  it('are told apart by whether they selected something, with the chances that they had', () => {
    const app = new ReportedApp({
      headers: ['X-Device'],
      requestBody: ['$.card', '$.crad'],
      query: ['email', 'emial'],
      pathParams: ['id'],
    });

    app.add({
      ...ROUTE,
      request: aRequest({
        ...json({ card: 1 }),
        target: '/users/7?email=a&email=b',
        pathParams: { id: '7' },
      }),
    });
    app.add({ request: aRequest() });

    const { neverMatched, matched } = app.report();
    expect(matched).toEqual([
      { rule: 'id', list: 'pathParams', setBy: 'options', chances: 2, matches: 1, hidden: 0 },
      { rule: 'email', list: 'query', setBy: 'options', chances: 2, matches: 2, hidden: 0 },
      { rule: '$.card', list: 'requestBody', setBy: 'options', chances: 1, matches: 1, hidden: 0 },
    ]);
    expect(neverMatched).toEqual([
      { rule: 'X-Device', list: 'headers', setBy: 'options', chances: 2, matches: 0, hidden: 0 },
      { rule: 'emial', list: 'query', setBy: 'options', chances: 2, matches: 0, hidden: 0 },
      { rule: '$.crad', list: 'requestBody', setBy: 'options', chances: 1, matches: 0, hidden: 0 },
    ]);
  });

  it('say which body they are for', () => {
    const app = new ReportedApp({ requestBody: ['$.a'], responseBody: ['$.a'] });

    app.add({ ...posted({ b: 1 }), response: { statusCode: 200, ...json({ a: 1 }) } });

    const { neverMatched, matched } = app.report();
    expect(neverMatched.map(({ list }) => list)).toEqual(['requestBody']);
    expect(matched.map(({ list }) => list)).toEqual(['responseBody']);
  });

  it('have had no chance where no body was read', () => {
    const app = new ReportedApp({ requestBody: ['$.a'] });

    app.add({ ...posted({ a: 1 }), rulesKnown: false });
    app.add({ request: aRequest() });

    expect(app.report().neverMatched).toEqual([
      { rule: '$.a', list: 'requestBody', setBy: 'options', chances: 0, matches: 0, hidden: 0 },
    ]);
  });
});

describe('two rules for one value', () => {
  it.each([
    ['in the order they are given', ['$.user.email', '$..email']],
    ['in the other order', ['$..email', '$.user.email']],
  ])('both matched, and the value is counted once in the exchange: %s', (_, requestBody) => {
    const app = new ReportedApp({ requestBody });

    app.add(posted({ user: { email: 'a@example.org' } }));

    const { neverMatched, matched, redactions } = app.report();
    expect(neverMatched).toEqual([]);
    expect(matched.map(({ rule, matches }) => [rule, matches])).toEqual([
      ['$..email', 1],
      ['$.user.email', 1],
    ]);
    expect(redactions).toEqual({ [`request body ${requestBody[0]}`]: 1 });
  });

  it('both matched where one of them looks ahead', () => {
    const app = new ReportedApp({ requestBody: ['$[-1]', '$[?@.a == 1]', '$[5]'] });

    app.add(posted([{ a: 0 }, { a: 1 }]));

    expect(app.report().matched.map(({ rule, matches }) => [rule, matches])).toEqual([
      ['$[-1]', 1],
      ['$[?@.a == 1]', 1],
    ]);
  });

  it('a rule that a default name covers matched', () => {
    const app = new ReportedApp({
      requestBody: ['$.password'],
      query: ['token'],
      headers: ['authorization'],
    });

    app.add({
      request: aRequest({
        body: json({ password: 'x' }).body,
        headers: { 'content-type': 'application/json', authorization: 'Bearer abc' },
        target: '/users?auth[token]=x',
      }),
    });

    expect(app.report().neverMatched).toEqual([]);
  });

  it.each([
    ['user[password]=x', ['$.user.password', '$..password']],
    ['user.password=x', ['$.user.password']],
    ['items[]=x', ['$.items[*]', '$.items[0]']],
  ])('all rules of a form field matched: %s', (text, requestBody) => {
    const app = new ReportedApp({ requestBody });

    app.add(form(text));

    expect(app.report().matched.map(({ rule }) => rule)).toEqual(requestBody.toSorted());
  });

  it('all rules of a multipart field matched', () => {
    const app = new ReportedApp({ requestBody: ['$.user.password', '$.user.pasword'] });

    app.add({
      request: aRequest({
        body: aBody('--b\r\ncontent-disposition: form-data; name="user[password]"\r\n\r\nx\r\n--b--\r\n'),
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      }),
    });

    expect(app.report().neverMatched.map(({ rule }) => rule)).toEqual(['$.user.pasword']);
  });
});

describe('a rule for something inside of what another rule redacts', () => {
  it('is not known to have matched, and the report says how often it may have', () => {
    const app = new ReportedApp({ requestBody: ['$.card', '$.card.number', '$.name'] });

    app.add(posted({ card: { number: 1 }, name: 'x' })).add(posted({ card: [1] }));

    expect(app.report().neverMatched).toEqual([
      { rule: '$.card.number', list: 'requestBody', setBy: 'options', chances: 2, matches: 0, hidden: 2 },
    ]);
  });

  it('is not hidden by a value that holds nothing', () => {
    const app = new ReportedApp({ requestBody: ['$.card.number'] });

    app.add(posted({ password: 'x', card: 'visa' }));

    expect(app.report().neverMatched[0]).toMatchObject({ rule: '$.card.number', hidden: 0 });
  });

  it('may be hidden in a form, too', () => {
    const app = new ReportedApp({ requestBody: ['$.card', '$.card.number', '$.card.name'] });

    app.add(form('card[number]=1&card[cvv]=2&other=3'));

    expect(app.report().neverMatched.map(({ rule, hidden }) => [rule, hidden])).toEqual([
      ['$.card.name', 2],
      ['$.card.number', 2],
    ]);
  });

  it('may be hidden by a default name, and by the rest of a body that was cut', () => {
    const app = new ReportedApp({ requestBody: ['$.token.value', '$..deep'] });
    const body = aBody('{"token":{"value":"x"', { truncated: true, byteLength: 99 });

    app.add({ request: aRequest({ body, headers: { 'content-type': 'application/json' } }) });

    expect(app.report().neverMatched.map(({ rule, hidden }) => [rule, hidden])).toEqual([
      ['$..deep', 1],
      ['$.token.value', 1],
    ]);
  });
});

describe('the rules of decorators in a report', () => {
  it('stand where they were written: one that matches elsewhere may still be a typo here', () => {
    const app = new ReportedApp();
    const login = app.declare('UsersController.login', { requestBody: ['$.email'] });
    const create = app.declare('UsersController.create', { requestBody: ['$.email'] });

    app.add(posted({ email: 'x' }), login).add(posted({ user: { email: 'x' } }), create);

    const { neverMatched, matched } = app.report();
    expect(matched.map(({ setBy, chances }) => [setBy, chances])).toEqual([['UsersController.login', 1]]);
    expect(neverMatched.map(({ setBy, chances }) => [setBy, chances])).toEqual([
      ['UsersController.create', 1],
    ]);
  });

  it('are one rule of a class, whatever handler they match in', () => {
    const app = new ReportedApp();
    const ofClass = { ...emptyRules, responseBody: ['$.iban', '$.ibn'] };
    const handlers = [mergeRules(ofClass), mergeRules(ofClass)];
    for (const rules of handlers)
      app.collector.declare(rules, [{ setBy: 'UsersController', rules: ofClass }]);

    for (const rules of handlers) {
      app.add({ request: aRequest(), response: { statusCode: 200, ...json({ iban: 'x' }) } }, rules);
    }

    const { neverMatched, matched } = app.report();
    expect(matched).toEqual([
      { rule: '$.iban', list: 'responseBody', setBy: 'UsersController', chances: 2, matches: 2, hidden: 0 },
    ]);
    expect(neverMatched).toEqual([
      { rule: '$.ibn', list: 'responseBody', setBy: 'UsersController', chances: 2, matches: 0, hidden: 0 },
    ]);
  });

  it('keep their places where handlers share their rules', () => {
    const app = new ReportedApp();
    const shared = app.declare('UsersController.create', { requestBody: ['$.email'] });
    app.collector.declare(shared, [{ setBy: 'AdminsController.create', rules: shared }]);
    app.collector.declare(shared, [{ setBy: 'UsersController.create', rules: shared }]);

    app.add(posted({ email: 'x' }), shared);

    expect(app.report().matched.map(({ setBy, matches }) => [setBy, matches])).toEqual([
      ['AdminsController.create', 1],
      ['UsersController.create', 1],
    ]);
  });

  it('are there before the first request', () => {
    const app = new ReportedApp();
    app.declare('UsersController.create', { headers: ['x-device'] });

    expect(app.report().neverMatched).toEqual([
      {
        rule: 'x-device',
        list: 'headers',
        setBy: 'UsersController.create',
        chances: 0,
        matches: 0,
        hidden: 0,
      },
    ]);
  });

  it('count in united rules, of which nobody said where they come from', () => {
    const app = new ReportedApp();
    const me = app.declare('UsersResolver.me', { responseBody: ['$.data.me.email'] });
    const all = app.declare('UsersResolver.all', { responseBody: ['$.data.all[*].emial'] });

    app.add(
      {
        request: aRequest(),
        response: { statusCode: 200, ...json({ data: { me: { email: 'x' }, all: [] } }) },
      },
      mergeRules(me, all),
    );

    const { neverMatched, matched } = app.report();
    expect(matched.map(({ setBy, matches }) => [setBy, matches])).toEqual([['UsersResolver.me', 1]]);
    expect(neverMatched.map(({ setBy, chances }) => [setBy, chances])).toEqual([['UsersResolver.all', 1]]);
  });
});
