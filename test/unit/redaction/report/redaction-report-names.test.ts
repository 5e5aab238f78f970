import { describe, expect, it } from 'vitest';
import { ReportedApp } from './a-redaction-report.js';
import { aBody, aRequest, json } from '../an-exchange.js';

describe('names that look sensitive and passed', () => {
  it('are told with their place and route, by how often they came', () => {
    const app = new ReportedApp();
    const request = aRequest({
      ...json({ authCode: 'canary', nested: [{ dob: 19_700_101 }, { dob: 'canary' }], author: 'x' }),
      target: '/users/canary?sessionKey=canary&page=1',
      pathParams: { birthDate: 'canary' },
    });
    const answer = json({ bank: { name: 'canary' }, maxTokens: 5 });

    app.add({
      route: '/users/:birthDate',
      request: { ...request, headers: { ...request.headers, 'x-session-id': 'canary' } },
      response: { statusCode: 200, body: answer.body, headers: { ...answer.headers, 'x-bank': 'canary' } },
    });

    const incoming = { kind: 'incoming', route: 'POST /users/:birthDate' };
    const { suspiciousNames, moreSuspiciousNames } = app.report();
    expect(suspiciousNames).toEqual([
      { ...incoming, where: 'header', name: 'x-bank', times: 1 },
      { ...incoming, where: 'header', name: 'x-session-id', times: 1 },
      { ...incoming, where: 'path parameter', name: 'birthDate', times: 1 },
      { ...incoming, where: 'query', name: 'sessionKey', times: 1 },
      { ...incoming, where: 'request body', name: 'authCode', times: 1 },
      { ...incoming, where: 'request body', name: 'dob', times: 2 },
      { ...incoming, where: 'response body', name: 'bank', times: 1 },
    ]);
    expect(moreSuspiciousNames).toBe(0);
    expect(JSON.stringify(app.report())).not.toContain('canary');
  });

  it('are not told where a rule, a default or a detector redacted the value', () => {
    const app = new ReportedApp({
      requestBody: ['$.authCode', '$.outer'],
      query: ['sig'],
      headers: ['x-bank'],
    });
    const request = aRequest({
      ...json({
        authCode: 'x',
        password: 'x',
        outer: { dob: 'x' },
        token: { dob: 'x' },
        signature: 'ghp_abcdefghijklmnop',
      }),
      target: '/a?sig=x&auth=x&cookie=ghp_abcdefghijklmnop',
    });

    app.add({ request: { ...request, headers: { ...request.headers, 'x-bank': 'x', cookie: 'a=b' } } });

    expect(app.report().suspiciousNames).toEqual([]);
  });

  it('are not told where the value gives nothing away', () => {
    const app = new ReportedApp();

    app.add({
      request: aRequest({
        ...json({ dob: null, authCode: '', bank: true, sig: false }),
        target: '/a?sessionKey=&dob',
      }),
    });

    expect(app.report().suspiciousNames).toEqual([]);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'authCode=1&user[dob]=2&author=3&bank=', ['authCode', 'user[dob]']],
    [
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="authCode"\r\n\r\n1\r\n--b--\r\n',
      ['authCode'],
    ],
    ['application/x-ndjson', '{"dob":1}\n{"dob":2,"bank":3}\n', ['bank', 'dob']],
    ['text/csv', 'name,dob,authCode\nAda,1,2\n', ['authCode', 'dob']],
    ['text/event-stream', 'data: {"dob":1}\n\n', ['dob']],
  ])('are seen in %s', (type, text, names) => {
    const app = new ReportedApp();

    app.add({ request: aRequest({ body: aBody(text), headers: { 'content-type': type } }) });

    expect(app.report().suspiciousNames.map(({ where, name }) => [where, name])).toEqual(
      names.map((name) => ['request body', name]),
    );
  });

  it('are the default names, where the defaults are off', () => {
    const app = new ReportedApp({ requestBody: ['$.pin'] }, false);
    const request = aRequest({ ...json({ password: 'x', pin: 1, secretary: 'x' }), target: '/a?token=x' });

    app.add({ request: { ...request, headers: { ...request.headers, 'x-functions-key': 'x' } } });

    expect(app.report().suspiciousNames.map(({ where, name }) => [where, name])).toEqual([
      ['header', 'x-functions-key'],
      ['query', 'token'],
      ['request body', 'password'],
    ]);
  });

  it('stand under one entry where no route is known, and outgoing calls under their own', () => {
    const app = new ReportedApp();

    app.add({ request: aRequest({ target: '/canary/1?sig=x&dob=canary' }) });
    app.add({ request: aRequest({ target: '/canary/2?dob=canary' }) });
    app.add({ kind: 'outgoing', route: '/pay/:id', request: aRequest({ target: '/pay/canary?dob=x' }) });

    expect(app.report().suspiciousNames).toEqual([
      { kind: 'incoming', route: '(no route)', where: 'query', name: 'dob', times: 2 },
      { kind: 'outgoing', route: 'POST /pay/:id', where: 'query', name: 'dob', times: 1 },
    ]);
    expect(app.report().exchanges).toEqual({ incoming: 2, outgoing: 1 });
  });
});

describe('names that clients choose', () => {
  it('are counted and not told when they may be values', () => {
    const app = new ReportedApp();
    const names = {
      'signature 9f86d081884c7d659a2feaa0c55ad015': 1,
      'cookie=canary': 1,
      ghp_abcdefghcookie: 1,
      [`bank${'x'.repeat(61)}`]: 1,
      // Repeats a value that was redacted elsewhere in the exchange.
      signatureHunterTwo: 1,
      password: 'HunterTwo',
    };

    app.add({ request: aRequest(json(names)) });

    const { suspiciousNames, moreSuspiciousNames } = app.report();
    expect(suspiciousNames).toEqual([]);
    expect(moreSuspiciousNames).toBe(4);
  });

  it('fill up their own place only, and every one more is counted', () => {
    const app = new ReportedApp();
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const names = letters.flatMap((a) => letters.map((b) => `cookie${a}${b}`));

    for (const name of names) {
      app.add({
        request: aRequest({ target: `/a?${name}=1` }),
        response: { statusCode: 200, ...json({ dob: 1 }) },
      });
    }

    const { suspiciousNames, moreSuspiciousNames } = app.report();
    expect(suspiciousNames.filter(({ where }) => where === 'query')).toHaveLength(20);
    expect(suspiciousNames.filter(({ where }) => where === 'response body')).toEqual([
      { kind: 'incoming', route: '(no route)', where: 'response body', name: 'dob', times: 676 },
    ]);
    expect(moreSuspiciousNames).toBe(656);
  });

  it('are kept within bounds in one exchange', () => {
    const app = new ReportedApp();
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const names = letters.flatMap((a) => letters.map((b) => [`cookie${a}${b}`, 1]));

    app.add({ request: aRequest(json(Object.fromEntries(names))) });

    const { suspiciousNames, moreSuspiciousNames } = app.report();
    expect(suspiciousNames).toHaveLength(20);
    expect(moreSuspiciousNames).toBe(656);
  });
});
