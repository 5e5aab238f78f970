import { describe, expect, it } from 'vitest';
import { Recording } from '../../../lib/capture/recording.js';
import type { Exchange } from '../../../lib/exchange/exchange.js';

const ending = {
  outcome: 'completed',
  request: { method: 'GET', scheme: 'http', target: '/', pathParams: {}, headers: {} },
} as const;

function record(annotate: (recording: Recording) => void): Exchange | undefined {
  const recording = new Recording(
    'incoming',
    { traceId: '1'.repeat(32), spanId: '2'.repeat(16), links: [] },
    { shouldReport: () => true, failed: () => undefined },
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
});
