import { describe, expect, it } from 'vitest';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { PlainHeaderValues } from '../../../../lib/redaction/headers/plain-header-values.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { anExchange, aRequest } from '../an-exchange.js';

const M = '[CLIENT_REDACTED]';

describe('PlainHeaderValues', () => {
  it('knows what it was told of, by name and value', () => {
    const plain = new PlainHeaderValues();

    plain.of('accept').add('*/*');

    expect([plain.of('accept').has('*/*'), plain.of('accept').has('x'), plain.of('x').has('*/*')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('holds little, whatever clients send', () => {
    const plain = new PlainHeaderValues();
    for (let name = 0; name < 1_000; name += 1) {
      for (let value = 0; value < 20; value += 1) plain.of(`x-${name}`).add(`value ${value}`);
    }
    plain.of('x-0').add('v'.repeat(257));
    plain.of('n'.repeat(65)).add('v');

    const known = (name: number): number =>
      Array.from({ length: 20 }, (_, value) => value).filter((value) =>
        plain.of(`x-${name}`).has(`value ${value}`),
      ).length;
    expect([known(0), known(255), known(256), known(999)]).toEqual([16, 16, 0, 0]);
    expect(plain.of('x-0').has('v'.repeat(257)) || plain.of('n'.repeat(65)).has('v')).toBe(false);
  });
});

describe('a header that comes again', () => {
  const policy = new RedactionPolicy({
    rules: { ...emptyRules, headers: ['x-mine'] },
    defaults: true,
    maxBodyBytes: 1_000,
  });
  const redacted = (headers: Record<string, string>) => {
    const exchange = anExchange({ request: aRequest({ headers }) });
    const { request, redactions } = policy.redactorFor().redact(exchange);
    return { ...request.headers, redactions: { ...redactions } };
  };

  it('is redacted each time as the first time, and counted', () => {
    const secret = {
      'x-mine': 'abc',
      'x-note': 'Bearer hunter2hunter2',
      authorization: 'Basic Ym9iOmh1bnRlcjI=',
    };
    const first = redacted(secret);

    expect(first).toMatchObject({ 'x-mine': M, 'x-note': `Bearer ${M}`, authorization: `Basic ${M}` });
    expect(redacted(secret)).toEqual(first);
  });

  it('is not taken for plain because its value was, under another name', () => {
    expect(redacted({ 'x-other': 'abcdefgh' })).toMatchObject({ 'x-other': 'abcdefgh' });
    expect(redacted({ 'x-mine': 'abcdefgh', 'x-api-key': 'abcdefgh' })).toMatchObject({
      'x-mine': M,
      'x-api-key': M,
    });
  });

  it('is masked where it repeats a value of this exchange, though it was plain in others', () => {
    expect(redacted({ 'x-callback': 'https://here.test/abcdefgh' })).toMatchObject({
      'x-callback': 'https://here.test/abcdefgh',
    });
    expect(redacted({ 'x-callback': 'https://here.test/abcdefgh', 'x-mine': 'abcdefgh' })).toMatchObject({
      'x-callback': `https://here.test/${M}`,
    });
  });

  it('says nothing of a value that came as the marker, the first time and later', () => {
    const noted: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const exchange = anExchange({ request: aRequest({ headers: { 'x-passcode-hint': M } }) });
      policy.redactorFor().redact(exchange, (_, tally) => noted.push([...tally.passed.names].length));
    }

    expect(noted).toEqual([0, 0]);
  });

  it('is noted as suspicious each time', () => {
    const names: string[][] = [];
    for (let round = 0; round < 2; round += 1) {
      const exchange = anExchange({ request: aRequest({ headers: { 'x-passcode-hint': 'blue' } }) });
      policy.redactorFor().redact(exchange, (_, tally) => {
        names.push([...tally.passed.names].map(({ name }) => name));
      });
    }

    expect(names[1]).toEqual(names[0]);
  });
});
