import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../lib/exchange/error-report.js';
import { describeError } from '../../../lib/errors/describe-error.js';

const when = new Date(0);

class PaymentError extends Error {}

describe('describeError', () => {
  it('names a subclass that never set its name by its class', () => {
    expect(describeError(new PaymentError('declined'), when)).toMatchObject({
      type: 'PaymentError',
      message: 'declined',
    });
  });

  it('follows causes, and stops at a circle', () => {
    const root = new TypeError('root');
    const error = new Error('outer', { cause: root });
    root.cause = error;

    const report = describeError(error, when);

    expect(report.cause).toMatchObject({ type: 'TypeError', message: 'root' });
    expect(report.cause?.cause).toBeUndefined();
  });

  it('stops after five causes', () => {
    let error = new Error('0');
    for (let depth = 1; depth < 20; depth += 1) error = new Error(String(depth), { cause: error });

    const messages: string[] = [];
    let report: ErrorReport | undefined = describeError(error, when);
    while (report !== undefined) {
      messages.push(report.message);
      report = report.cause;
    }

    expect(messages).toEqual(['19', '18', '17', '16', '15', '14']);
  });

  it.each([
    ['text', 'string', 'text'],
    [undefined, 'undefined', 'undefined'],
    [null, 'null', 'null'],
    [42, 'number', '42'],
    [10n, 'bigint', '10'],
    [Symbol('secret'), 'symbol', 'symbol'],
  ])('describes a thrown %s by its JavaScript type', (thrown, type, message) => {
    expect(describeError(thrown, when)).toEqual({ type, message, when });
  });

  it('never reads own properties, where other libraries keep bodies and configs', () => {
    const error = Object.assign(new Error('bad'), { body: 'hunter2', config: { data: 'hunter2' } });

    expect(JSON.stringify(describeError(error, when))).not.toContain('hunter2');
  });

  it('keeps frames only, even where the message imitates them', () => {
    const report = describeError(new Error('first\n    at hunter2 (secret)'), when);

    expect(report.stack).toMatch(/^\s+at /);
    expect(report.stack).not.toContain('hunter2');
  });

  it('survives throwing getters and revoked proxies', () => {
    const hostile = {
      get message() {
        throw new Error('no');
      },
      get stack() {
        throw new Error('no');
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();

    expect(describeError(hostile, when)).toEqual({ type: 'Object', message: '', when });
    expect(describeError(proxy, when)).toEqual({ type: 'Object', message: '', when });
  });

  it('bounds message and stack, and never halves a word', () => {
    const error = new Error(`${'m'.repeat(65_530)} secret-that-is-cut`);
    error.stack = `Error\n${'    at f (file.js:1:1)\n'.repeat(10_000)}`;

    const report = describeError(error, when);

    expect(report.message).toBe(`${'m'.repeat(65_530)} `);
    expect(report.stack?.length).toBeLessThanOrEqual(65_536);
    expect(describeError(new Error('w'.repeat(100_000)), when).message).toBe('');
  });
});
