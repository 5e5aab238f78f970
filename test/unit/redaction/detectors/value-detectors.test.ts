import { describe, expect, it } from 'vitest';
import { detectSecret, maskSecrets } from '../../../../lib/redaction/detectors/value-detectors.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const JWE = 'eyJhbGciOiJkaXIifQ..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT';

describe('detectSecret', () => {
  it.each([
    ['private-key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
    ['private-key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blb'],
    ['private-key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\nx'],
    ['jwt', JWT],
    ['jwt', JWE],
    ['jwt', `prefix_${JWT}`],
    ['jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx'],
    ['bearer', 'Bearer mF_9.B5f-4.1JqM'],
    ['bearer', 'bearer   abcdefgh'],
    ['basic-auth', 'Basic dXNlcjpwYXNz'],
    ['url-credentials', 'postgres://app:hunter2@db:5432/main'],
    ['url-credentials', 'amqp://guest:p@ss@rabbit'],
    ['aws-access-key', 'AKIAIOSFODNN7EXAMPLE'],
    ['aws-access-key', 'id=ASIAIOSFODNN7EXAMPLE;'],
    ['github-token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['github-token', 'github_pat_11ABCDEFG0123456789'],
    ['stripe-key', 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'],
    ['slack-token', 'xoxb-123456789012-abcdefgh'],
    ['google-api-key', 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY'],
    ['gitlab-token', 'glpat-abcdEFGH1234_-xy'],
  ])('finds a %s in %j', (label, text) => {
    expect(detectSecret(text)).toBe(label);
  });

  it.each([
    'plain text of no interest',
    '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----',
    'eyJ is how base64 of JSON starts',
    'eyJhbGciOiJIUzI1NiJ9',
    'keyJournal.of.things',
    'the bearer of bad news',
    'Expected bearer authentication',
    'WWW-Authenticate: Bearer realm="api"',
    'basic information about things',
    'AKIA',
    'AKIAshort',
    'takia1234567890123456',
    'ghp_short',
    'ask_live_questions',
    'foxoxb-123456789012',
    'https://example.com/a@b',
    'https://user@example.com/',
    'https://example.com:8080/path?x=a:b@c',
    '',
  ])('leaves %j alone', (text) => {
    expect(detectSecret(text)).toBeUndefined();
  });
});

describe('maskSecrets', () => {
  it.each([
    ['a -----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- b', 'a [CLIENT_REDACTED] b'],
    ['cut -----BEGIN RSA PRIVATE KEY-----\nMII', 'cut [CLIENT_REDACTED]'],
    [`jwt ${JWT} expired`, 'jwt [CLIENT_REDACTED] expired'],
    [`jwe ${JWE}, bad`, 'jwe [CLIENT_REDACTED], bad'],
    ['got "Bearer abc.def-123" instead', 'got "Bearer [CLIENT_REDACTED]" instead'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [CLIENT_REDACTED]'],
    ['connect postgres://app:p@ss@db/x failed', 'connect postgres://[CLIENT_REDACTED]@db/x failed'],
    ['two AKIAIOSFODNN7EXAMPLE and AKIAIOSFODNN7EXAMPLF', 'two [CLIENT_REDACTED] and [CLIENT_REDACTED]'],
    ['password=hunter2&x=1', 'password=[CLIENT_REDACTED]&x=1'],
    ['password = "hunter 2", x', 'password = "[CLIENT_REDACTED]", x'],
    [
      'Unexpected token in {"password":"hunter2","a":1}',
      'Unexpected token in {"password":"[CLIENT_REDACTED]","a":1}',
    ],
    ['{"pin": 1234}', '{"pin": [CLIENT_REDACTED]}'],
    ['{\\"apiKey\\":\\"abc\\",\\"a\\":1}', '{\\"apiKey\\":\\"[CLIENT_REDACTED]\\",\\"a\\":1}'],
    ['{"password":"a\\"b","c":1}', '{"password":"[CLIENT_REDACTED]","c":1}'],
    ['{"password":"cut off', '{"password":"[CLIENT_REDACTED]'],
    ["{ clientSecret: 'abc', n: 1 }", "{ clientSecret: '[CLIENT_REDACTED]', n: 1 }"],
    ['Key (ssn)=(123-45-6789) already exists.', 'Key (ssn)=([CLIENT_REDACTED]) already exists.'],
    ['Invalid password: hunter2', 'Invalid password: [CLIENT_REDACTED]'],
    ['x-api-key: abcd\r\nhost: h', 'x-api-key: [CLIENT_REDACTED]\r\nhost: h'],
    ['GET /a?access_token=abc&b=1 failed', 'GET /a?access_token=[CLIENT_REDACTED]&b=1 failed'],
    [
      '<Password Type="x">hunter2</Password><b>1</b>',
      '<Password Type="x">[CLIENT_REDACTED]</Password><b>1</b>',
    ],
    ['<token><![CDATA[a<b]]></token>', '<token>[CLIENT_REDACTED]</token>'],
    ['<token>cut off', '<token>[CLIENT_REDACTED]'],
    // What another finder masks may be only the beginning of a value.
    ['password="AKIAIOSFODNN7EXAMPLE-x1"', 'password="[CLIENT_REDACTED]"'],
    ['password=AKIAIOSFODNN7EXAMPLE-x1', 'password=[CLIENT_REDACTED]'],
    ['password=http://a:b@x1', 'password=[CLIENT_REDACTED]'],
    ['<token>AKIAIOSFODNN7EXAMPLE-x1</token>', '<token>[CLIENT_REDACTED]</token>'],
    ['postgres://[CLIENT_REDACTED]:hunter2@db', 'postgres://[CLIENT_REDACTED]@db'],
    ["postgres://app:hun'ter2@db/x", 'postgres://[CLIENT_REDACTED]@db/x'],
    ['got {"credentials":{"login":"a}","key":"b"},"c":1}', 'got {"credentials":[CLIENT_REDACTED],"c":1}'],
    ['{\\"passwords\\":[\\"a]\\",\\"b\\"],\\"c\\":1}', '{\\"passwords\\":[CLIENT_REDACTED],\\"c\\":1}'],
    ["{ credentials: { key: 'abc' }, c: 1 }", '{ credentials: [CLIENT_REDACTED], c: 1 }'],
    ['{"pins":[[1234],5678', '{"pins":[[1234],5678'],
    ['{"secrets":[[1234],5678', '{"secrets":[CLIENT_REDACTED]'],
  ])('masks %j', (text, masked) => {
    expect(maskSecrets(text).text).toBe(masked);
  });

  it.each([
    'password: must be at least 8 characters',
    'password should not be empty',
    'password: required',
    'author=bob, keyword=x, maxTokens=5',
    'if (token == null) return token => x;',
    'https://example.com/token: not found here',
    '<author>bob</author>',
    '<token/><a>1</a>',
    'token=[CLIENT_REDACTED]',
    'token="[CLIENT_REDACTED]", <token>[CLIENT_REDACTED]</token>',
    'Unexpected token: { at line 3, token: [object Object], token: {}',
    "fetch('http://a:80', 'ada@example.org')",
  ])('leaves %j as it is', (text) => {
    expect(maskSecrets(text)).toEqual({ text, counts: {} });
  });

  it('finds the element of a secret name behind any number of attributes', () => {
    const attribute = `a="${'x'.repeat(600)}"`;

    const { text } = maskSecrets(
      `<password ${attribute}>hunter2</password><author ${attribute}>Ada</author>`,
    );

    expect(text).toBe(`<password ${attribute}>[CLIENT_REDACTED]</password><author ${attribute}>Ada</author>`);
  });

  it('counts by detector', () => {
    expect(maskSecrets(`${JWT} ${JWT} password=a`)).toEqual({
      text: '[CLIENT_REDACTED] [CLIENT_REDACTED] password=[CLIENT_REDACTED]',
      counts: { jwt: 2, assignment: 1 },
    });
  });

  // Anything worse than linear takes minutes for these, and the test's time runs out.
  it.each([
    'eyJ',
    'eyJaaaaaaaa.',
    'eyJaaaaaaaa.b ',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '-----END ',
    'bearer ',
    'Bearer realm= ',
    'basic aaaa ',
    'basic',
    '://',
    '://a:',
    '://a@',
    'AKIA',
    'ghp_',
    'xoxb-',
    'token',
    'token=',
    'token="',
    "token:'",
    'token="\\',
    'token: x ',
    'token:    ',
    'token:["',
    'token:{a:',
    'a.',
    'a-b_',
    '<a ',
    '<token ',
    '<token>',
    '<a>',
    '\\',
    '"',
    ' ',
  ])('needs time linear in a megabyte of %j', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));

    expect(maskSecrets(text).text).toBeTypeOf('string');
    expect(['string', 'undefined']).toContain(typeof detectSecret(text));
  });

  it('needs time linear in names that all end in one word of prose', () => {
    const text = `${'token:'.repeat(150_000)}(`;

    expect(maskSecrets(text)).toEqual({ text, counts: {} });
  });
});
