import { describe, expect, it } from 'vitest';
import { RedactionReportCollector } from '../../../../lib/redaction/report/redaction-report-collector.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { ReportedApp } from './a-redaction-report.js';
import { aBody, aRequest, json } from '../an-exchange.js';

describe('the redaction report', () => {
  it('is empty before the first exchange', () => {
    expect(new RedactionReportCollector(() => emptyRules).report()).toEqual({
      exchanges: { incoming: 0, outgoing: 0 },
      neverMatched: [],
      matched: [],
      redactions: {},
      suspiciousNames: [],
      moreSuspiciousNames: 0,
      bodiesShown: { incoming: 0, outgoing: 0 },
      bodiesOmitted: [],
      failedParts: {},
    });
  });

  it('adds up what was redacted, in a stable order', () => {
    const app = new ReportedApp({ requestBody: ['$.z', '$.a'] });

    for (const body of [
      { z: 1, a: 1 },
      { z: 1, password: 'x' },
    ])
      app.add({ request: aRequest(json(body)) });

    expect(Object.entries(app.report().redactions)).toEqual([
      ['name password', 1],
      ['request body $.a', 1],
      ['request body $.z', 2],
    ]);
  });

  it('tells bodies that were shown from those that were withheld, by route and reason', () => {
    const app = new ReportedApp();
    const image = { body: aBody('x'), headers: { 'content-type': 'image/png' } };
    const broken = { body: aBody('{"a":1 oops'), headers: { 'content-type': 'application/json' } };
    const cut = {
      body: aBody('{"a":1,', { truncated: true }),
      headers: { 'content-type': 'application/json' },
    };

    app.add({ route: '/a', request: aRequest(json({ a: 1 })), response: { statusCode: 200, ...image } });
    app.add({ route: '/a', request: aRequest(broken), response: { statusCode: 200, ...image } });
    app.add({ kind: 'outgoing', request: aRequest(cut), response: { statusCode: 204, headers: {} } });
    app.add({ rulesKnown: false, request: aRequest(json({ a: 1 })) });
    app.add({ request: aRequest({ body: aBody('') }) });

    const { bodiesShown, bodiesOmitted } = app.report();
    expect(bodiesShown).toEqual({ incoming: 1, outgoing: 1 });
    expect(bodiesOmitted).toEqual([
      { kind: 'incoming', route: '(no route)', where: 'request body', reason: 'route-unknown', times: 1 },
      { kind: 'incoming', route: 'POST /a', where: 'request body', reason: 'unparseable', times: 1 },
      { kind: 'incoming', route: 'POST /a', where: 'response body', reason: 'type', times: 2 },
    ]);
  });

  it('counts parts whose redaction failed, and exchanges that were lost by it', () => {
    const app = new ReportedApp();
    const throwing = Object.defineProperty({}, 'plan', {
      enumerable: true,
      get() {
        throw new Error('canary');
      },
    });

    app.add({ attributes: Object.freeze(throwing) });
    app.collector.lost();

    expect(app.report().failedParts).toEqual({ attributes: 1, exchange: 1 });
    expect(app.report().redactions).toEqual({});
  });

  it('is plain JSON', () => {
    const app = new ReportedApp({ requestBody: ['$.__proto__'], query: ['__proto__'] });

    app.add({ request: aRequest({ ...json({ dob: 1 }), target: '/a?__proto__=x' }) });

    const report = app.report();
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
  });
});
