import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../lib/redaction/create-redactor.js';
import { RedactionPolicy } from '../../../../lib/redaction/redaction-policy.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { compileDetectors } from '../../../../lib/redaction/detectors/value-detectors.js';
import type { PersonalValue } from '../../../../lib/redaction/detectors/personal-values.js';
import { aBody, anError, anExchange, aRequest } from '../an-exchange.js';

const M = '[CLIENT_REDACTED]';
const ALL: readonly PersonalValue[] = ['card-number', 'iban', 'ssn', 'email'];

/** Without the defaults: what is masked is masked by these alone. */
const { detect, mask } = compileDetectors({ defaults: false, values: ALL });

describe('card numbers', () => {
  it.each([
    ['Visa', '4111111111111111'],
    ['Visa of 13 digits', '4222222222222'],
    ['Visa of 19 digits', '4000000000000000006'],
    ['Mastercard', '5500005555555559'],
    ['Mastercard of the second range', '2223003122003222'],
    ['American Express', '378282246310005'],
    ['Diners Club', '30569309025904'],
    ['Diners Club', '38520000023237'],
    ['Discover', '6011111111111117'],
    ['JCB', '3530111333300000'],
    ['UnionPay', '6200000000000005'],
    ['Maestro', '6759649826438453'],
    ['Mir', '2200000000000004'],
  ])('of %s are found: %s', (_issuer, number) => {
    expect(detect(number)).toBe('card-number');
    expect(mask(`pay with ${number}, please`).text).toBe(`pay with ${M}, please`);
  });

  it.each([
    ['4111 1111 1111 1111', M],
    ['4111-1111-1111-1111', M],
    ['4111\u00a01111\u00a01111\u00a01111', M],
    ['3782 822463 10005', M],
    ['3056 930902 5904', M],
    ['41111111 11111111', M],
    ['card:4111111111111111.', `card:${M}.`],
    ['visa-4111111111111111', `visa-${M}`],
    ['number 12 4111 1111 1111 1111 until 12/29', `number 12 ${M} until 12/29`],
    ['4111 1111 1111 1111 123', `${M} 123`],
    ['4111 1111 1111 1111 5500 0055 5555 5559', `${M} ${M}`],
    ['4111111111111111,5500005555555559', `${M},${M}`],
    ['"4111111111111111"', `"${M}"`],
  ])('are found in %j', (text, masked) => {
    expect(mask(text).text).toBe(masked);
  });

  it.each([
    ['a wrong check digit', '4111111111111112'],
    ['no issuer, though the check digit is right', '1234567812345670'],
    ['no issuer, though the check digit is right', '9999999999999995'],
    ['a length that is not issued', '41111111111111112'],
    ['too many digits', '41111111111111111111'],
    ['a longer number', '004111111111111111100'],
    ['an identifier', 'x4111111111111111'],
    ['an identifier', '4111111111111111a'],
    ['an identifier', 'id_4111111111111111'],
    ['a fraction', '0.4111111111111111'],
    ['a fraction', '4111111111111111.25'],
    ['a phone number', '+4222222222222'],
    ['a phone number', '+1 (415) 555-2671'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a UUID of digits', '41111111-1111-4111-8111-411111111111'],
    ['a time', '2024-01-02T03:04:05.678901234Z'],
    ['a time in milliseconds', '1732311234567'],
    ['a time in microseconds', '1732311234567890'],
    ['an order number', '2024-000123-4567'],
    ['an IP address', '192.168.100.200'],
    ['an amount', '4,111,111,111,111,111'],
    ['groups of no card', '12 4111 11 1111111111 11'],
  ])('are not %s: %s', (_what, text) => {
    expect(detect(text)).toBeUndefined();
    expect(mask(text)).toEqual({ text, counts: {} });
  });

  it('take few random numbers with them', () => {
    let found = 0;
    for (let at = 0; at < 10_000; at += 1) {
      // A fixed sequence that is spread over all sixteen digits.
      const number = (BigInt(at) * 982_451_653_117n * 7919n) % 10_000_000_000_000_000n;
      if (detect(String(number).padStart(16, '0')) !== undefined) found += 1;
    }

    expect(found).toBeGreaterThan(100);
    expect(found).toBeLessThan(400);
  });
});

describe('IBANs', () => {
  it.each([
    ['DE89370400440532013000', M],
    ['DE89 3704 0044 0532 0130 00', M],
    ['GB29 NWBK 6016 1331 9268 19', M],
    ['gb29nwbk60161331926819', M],
    ['NO9386011117947', M],
    ['MT84MALT011000012345MTLCAST001S', M],
    ['FR14 2004 1010 0505 0001 3M02 606.', `${M}.`],
    ['to DE89 3704 0044 0532 0130 00 and DE89370400440532013000', `to ${M} and ${M}`],
  ])('are found in %j', (text, masked) => {
    expect(mask(text).text).toBe(masked);
  });

  it.each([
    'DE88370400440532013000',
    'DE8937040044053201300',
    'DE893704004405320130001',
    'XDE89370400440532013000',
    'XX89370400440532013000',
    'DE89',
    'AB12 and so on',
    'commit de89370a',
  ])('are not %s', (text) => {
    expect(mask(text)).toEqual({ text, counts: {} });
  });
});

describe('social security numbers', () => {
  it.each([
    ['123-45-6789', M],
    ['123 45 6789', M],
    ['SSN:123-45-6789.', `SSN:${M}.`],
    ['(899-99-9999)', `(${M})`],
  ])('are found in %j', (text, masked) => {
    expect(mask(text).text).toBe(masked);
  });

  it.each([
    '000-45-6789',
    '666-45-6789',
    '900-45-6789',
    '123-00-6789',
    '123-45-0000',
    '123456789',
    '123-45 6789',
    '1123-45-6789',
    '123-45-67890',
    '415-555-2671',
    '2024-123-45-6789',
    '123-45-6789-1',
    '+123 45 6789',
    '1 123 45 6789',
    '123 45 6789 0',
    'a123-45-6789',
  ])('are not %s', (text) => {
    expect(mask(text)).toEqual({ text, counts: {} });
  });
});

describe('e-mail addresses', () => {
  it.each([
    ['ada@example.org', M],
    ['a@b.co', M],
    ['Ada.Lovelace+tag@mail.example.co.uk', M],
    ['müller@bücher.example', M],
    ['ada@xn--bcher-kva.xn--p1ai', M],
    ['Ada <ada@example.org>', `Ada <${M}>`],
    ["'ada@example.org'", `'${M}'`],
    ['mail=ada@example.org&x=1', `mail=${M}&x=1`],
    ['mailto:ada@example.org?subject=x', `mailto:${M}?subject=x`],
    ['ada%40example.org', M],
    ['Write to ada@example.org.', `Write to ${M}.`],
    ['ada@example.org,bob@example.org', `${M},${M}`],
    ['git@github.com:ada/repo.git', `${M}:ada/repo.git`],
  ])('are found in %j', (text, masked) => {
    expect(mask(text).text).toBe(masked);
  });

  it.each([
    'root@localhost',
    'nestjs@11.1.0',
    '@nestjs/core@11.1.0',
    '@Injectable.scope',
    'a@b.c',
    'a @ b.co',
    '@example.org',
    'ada@',
    'ada@-example.org',
    'ada@example..org',
    '50%40',
  ])('are not %s', (text) => {
    expect(mask(text)).toEqual({ text, counts: {} });
  });
});

describe('personal values', () => {
  it('are found as far as they are asked for', () => {
    const text = 'ada@example.org 4111111111111111';

    expect(compileDetectors({ defaults: true, values: [] }).mask(text)).toEqual({ text, counts: {} });
    expect(compileDetectors({ defaults: true, values: ['email', 'email'] }).mask(text)).toEqual({
      text: `${M} 4111111111111111`,
      counts: { email: 1 },
    });
    expect(mask(text).counts).toEqual({ email: 1, 'card-number': 1 });
  });

  it('are found beside secrets', () => {
    const { mask: maskBoth, detect: detectBoth } = compileDetectors({ defaults: true, values: ALL });

    expect(maskBoth('postgres://app:hunter2@db.example.org password=x ada@example.org').text).toBe(
      `postgres://${M}@db.example.org password=${M} ${M}`,
    );
    expect(detectBoth('AKIAIOSFODNN7EXAMPLE ada@example.org')).toBe('aws-access-key');
  });

  it('are found in JSON strings and, of cards, in numbers', () => {
    const redactor = createRedactor({ values: ALL, defaults: false });
    const body =
      '{"n":4111111111111111,"s":"4111-1111-1111-1111","e":"a@b.co","i":["DE89370400440532013000"],' +
      '"\\u0073":"\\u0061da@example.org","id":4111111111111112,"f":4111111111111111.5,"token":"shown"}';

    expect(redactor.redactBody(body, 'request').text).toBe(
      `{"n":"${M}","s":"${M}","e":"${M}","i":["${M}"],"\\u0073":"${M}","id":4111111111111112,"f":4111111111111111.5,"token":"shown"}`,
    );
    expect(redactor.redactBody('4111111111111111', 'request', 'application/json').text).toBe(`"${M}"`);
  });

  it.each([
    [
      'application/x-www-form-urlencoded',
      'a=ada%40example.org&b=4111+1111+1111+1111&c=1',
      `a=${M}&b=${M}&c=1`,
    ],
    ['text/plain', 'ada@example.org paid', `${M} paid`],
    ['application/x-ndjson', '{"a":4111111111111111}\n{"a":1}', `{"a":"${M}"}\n{"a":1}`],
  ])('are found in %s', (contentType, body, text) => {
    const redactor = createRedactor({ values: ALL, defaults: false });

    expect(redactor.redactBody(body, 'response', contentType).text).toBe(text);
  });

  it.each([
    ['pay 4111 1111 1111 1111', 'pay '],
    ['pay 4111-1111-1111-1111', 'pay '],
    ['to DE89 3704 0044 0532 0130 00', 'to '],
    ['call 123 45 6789', 'call '],
    ['in 2024 we had words', 'in 2024 we had '],
  ])('leave no half of themselves at the end of a text that was cut: %s', (text, shown) => {
    const cut = { ...aBody(text.slice(0, -2)), byteLength: text.length, truncated: true };
    const policy = new RedactionPolicy({
      rules: emptyRules,
      defaults: false,
      values: ALL,
      maxBodyBytes: 1024,
    });
    const headers = { 'content-type': 'text/plain' };

    const { request } = policy
      .redactorFor()
      .redact(anExchange({ request: aRequest({ headers, body: cut }) }));

    expect(request.body).toMatchObject({ text: shown, truncated: true });
  });

  it('are found in headers, URLs, attributes and errors', () => {
    const policy = new RedactionPolicy({
      rules: emptyRules,
      defaults: false,
      values: ALL,
      maxBodyBytes: 1024,
    });

    const redacted = policy.redactorFor().redact(
      anExchange({
        request: aRequest({
          target: '/users/ada%40example.org?card=4111+1111+1111+1111',
          headers: { from: 'Ada <ada@example.org>', referer: 'http://a.test/?to=ada%40example.org' },
        }),
        attributes: { account: 'DE89370400440532013000', count: 2 },
        tags: ['ssn 123-45-6789'],
        user: { email: 'ada@example.org' },
        errors: [anError('no ada@example.org')],
      }),
    );

    expect(JSON.stringify(redacted)).not.toMatch(/ada|4111|DE89|6789/);
    expect({ ...redacted.request.headers }).toEqual({
      from: `Ada <${M}>`,
      referer: `http://a.test/?to=${M}`,
    });
    expect(redacted.request.url).toBe(`https://api.example.com/users/${M}?card=${M}`);
    expect({ ...redacted.attributes }).toEqual({ account: M, count: 2 });
    expect(redacted.errors[0]?.message).toBe(`no ${M}`);
  });

  it('stop on a name that is none of them, with the list', () => {
    // What a JavaScript caller may write.
    const options = JSON.parse('{"values":["email","phone"]}');

    expect(() => createRedactor(options)).toThrow(
      new Error(`values[1]: expected one of 'card-number', 'iban', 'ssn', 'email', got "phone".`),
    );
  });

  // Anything worse than linear takes minutes for these, and the test's time runs out.
  it.each([
    '4',
    '4 ',
    '4-',
    '4111 ',
    '4111 1111 1111 1111 ',
    '4111 1111 1111 1112 ',
    '123-45-',
    '123 45 6789 ',
    'DE89',
    'DE89 ',
    'DE89-',
    'DE89370400440532013000 ',
    'a',
    'a.',
    '@',
    'a@',
    'a@b.',
    'a@b.co ',
    'a@b-',
    '%40',
    '@a.a.a.a.a.a.a.a.a.1',
  ])('need time linear in a megabyte of %j', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));

    expect(mask(text).text).toBeTypeOf('string');
  });
});
