import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../lib/redaction/create-redactor.js';

const M = '[CLIENT_REDACTED]';

describe('redactValue of a redactor', () => {
  it('applies paths of its side, default names and detectors to a value, and leaves the value as it is', () => {
    const redactor = createRedactor({ requestBody: ['$.user.email'], responseBody: ['$.user.phone'] });
    const value = {
      user: { email: 'ada@example.org', phone: '555', password: 'hunter22', since: new Date(0) },
      note: 'use ghp_0123456789abcdef',
      author: 'Ada',
    };
    const before = structuredClone(value);

    expect(redactor.redactValue(value, 'request')).toEqual({
      value: {
        user: { email: M, phone: '555', password: M, since: '1970-01-01T00:00:00.000Z' },
        note: M,
        author: 'Ada',
      },
    });
    expect(redactor.redactValue(value, 'response').value).toHaveProperty('user.phone', M);
    expect(value).toEqual(before);
  });

  it('gives the value back when there is nothing to redact', () => {
    const value = { author: 'Ada', tags: ['a'], nested: { n: 1 } };

    expect(createRedactor().redactValue(value, 'response').value).toBe(value);
  });

  it('looks for nothing with the defaults off and no rules, but for what stands in GraphQL documents', () => {
    const redactor = createRedactor({ defaults: false });
    const value = { password: 'x', token: 'ghp_0123456789abcdef', map: { inner: new Map() } };

    expect(redactor.redactValue(value, 'request').value).toBe(value);
  });

  it('finds the personal values that are switched on, in numbers too', () => {
    const redactor = createRedactor({ defaults: false, values: ['card-number'] });

    expect(
      redactor.redactValue({ a: [4_111_111_111_111_111, '4111 1111 1111 1111', 42] }, 'request').value,
    ).toEqual({
      a: [M, M, 42],
    });
  });

  it('blanks literals in GraphQL documents, one and batched, as in a body', () => {
    const query = 'mutation { login(user: "bob", pin: 1234) { id } }';
    const blanked = `mutation { login(user: "${M}", pin: 0) { id } }`;
    const redactor = createRedactor();

    for (const value of [{ query }, [{ query }, { query: 'bob' }], { q: { query: '{ broken("' } }]) {
      const { text } = redactor.redactBody(JSON.stringify(value), 'request', 'application/json');

      expect(JSON.stringify(redactor.redactValue(value, 'request').value)).toBe(text);
    }
    expect(redactor.redactValue([{ query }, { query: 'bob' }], 'request').value).toEqual([
      { query: blanked },
      { query: 'bob' },
    ]);
    expect(redactor.redactValue({ a: { b: { query } } }, 'request').value).toEqual({ a: { b: { query } } });
  });

  it('says why something is withheld that no rule selects', () => {
    const redactor = createRedactor();
    const cycle: Record<string, unknown> = { a: 1 };
    cycle['self'] = cycle;

    expect(redactor.redactValue(cycle, 'request')).toEqual({ value: { a: 1, self: M }, omitted: 'type' });
    expect(redactor.redactValue({ headers: new Map() }, 'request')).toEqual({
      value: { headers: M },
      omitted: 'type',
    });
  });

  it('redacts the whole value by $', () => {
    const redactor = createRedactor({ requestBody: ['$'] });

    expect(redactor.redactValue({ a: 1 }, 'request')).toEqual({ value: M });
    expect(redactor.redactValue({ a: 1 }, 'response')).toEqual({ value: { a: 1 } });
  });
});
