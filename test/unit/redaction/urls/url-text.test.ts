import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../lib/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../../../lib/redaction/exchange-scope.js';
import { emptyRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { redactUrlText } from '../../../../lib/redaction/urls/url-text.js';

const MARKER = '[CLIENT_REDACTED]';

function redactText(url: string, query: readonly string[] = [], defaults = true): string {
  return redactUrlText(url, createExchangeScope(compileRules({ ...emptyRules, query }, defaults)));
}

describe('redactUrlText', () => {
  it.each([
    ['https://u:p@h.com/a', 'https://h.com/a'],
    ['https://u:p@ss@h.com:8080/a', 'https://h.com:8080/a'],
    ['https://u@h.com', 'https://h.com'],
    ['//u:p@h.com/a', '//h.com/a'],
    ['https:u:p@h.com/a', 'https:h.com/a'],
    ['https:\\\\u:p@h.com\\a', 'https:\\\\h.com\\a'],
    ['https://u:pa/ss@h.com/', MARKER],
    ['https://u:pa?ss@h.com/', MARKER],
    ['https://u:p@[::1]:80/', 'https://[::1]:80/'],
    ['/a?token=x', `/a?token=${MARKER}`],
    ['/a#/view&token=x&b=1', `/a#/view&token=${MARKER}&b=1`],
    ['/a?TOKEN=x&Token=y', `/a?TOKEN=${MARKER}&Token=${MARKER}`],
    ['/a?b=1&token=x&token=y&c=2', `/a?b=1&token=${MARKER}&token=${MARKER}&c=2`],
    ['/a?%74oken=x', `/a?%74oken=${MARKER}`],
    ['/a?%2574oken=x', `/a?%2574oken=${MARKER}`],
    ['/a?+token=x', `/a?+token=${MARKER}`],
    ['/a?api+key=x', `/a?api+key=${MARKER}`],
    ['/a?user[password]=x', `/a?user[password]=${MARKER}`],
    ['/a?user%5Bpassword%5D=x', `/a?user%5Bpassword%5D=${MARKER}`],
    ['/a?password[]=x&token[0]=y', `/a?password[]=${MARKER}&token[0]=${MARKER}`],
    ['/a?filter.token=x', `/a?filter.token=${MARKER}`],
    ['/a?b=1;token=x', `/a?b=1;token=${MARKER}`],
    ['/a?b=1;token=x;c=2&d=3', `/a?b=1;token=${MARKER}&d=3`],
    ['/a?token=x;y;z', `/a?token=${MARKER}`],
    ['/a?b=%E9', `/a?b=${MARKER}`],
    ['/a?b=%zz&c=1', `/a?b=${MARKER}&c=1`],
    ['/a?%E9=1', `/a?${MARKER}=${MARKER}`],
    ['/a?%E9', `/a?${MARKER}`],
    ['/a?b=AKIAIOSFODNN7EXAMPLE', `/a?b=${MARKER}`],
    ['/a?AKIAIOSFODNN7EXAMPLE', `/a?${MARKER}`],
    ['/a#access_token=x&state=1', `/a#access_token=${MARKER}&state=1`],
    ['/a#/reset?token=x', `/a#/reset?token=${MARKER}`],
    ['/a?next=/cb?token=x', `/a?next=/cb?token=${MARKER}`],
    ['/a?next=%2Fcb%3Ftoken%3Dx%26b%3D1', `/a?next=%2Fcb%3Ftoken%3D${MARKER}%26b%3D1`],
    ['/a?next=https%253A%252F%252Fh%252F%253Ftoken%253Dx', `/a?next=https%3A%2F%2Fh%2F%3Ftoken%3D${MARKER}`],
    ['/a?next=https%3A%2F%2Fu%40h%2Fb', '/a?next=https%3A%2F%2Fh%2Fb'],
    ['/a?state=token%3Dx', `/a?state=token%3D${MARKER}`],
    ['/a?f={"password":"x","b":1}', `/a?f={"password":"${MARKER}","b":1}`],
    ['/a?f=%7B%22password%22%3A%22x%22%7D', `/a?f=%7B%22password%22%3A%22${MARKER}%22%7D`],
    ['/g?query={user(pw:"x"){id}}&a=1', `/g?query={user(pw:"${MARKER}"){id}}&a=1`],
    ['/g?query=%7Buser(pw%3A%22x%22)%7D', `/g?query=%7Buser(pw%3A%22${MARKER}%22)%7D`],
    ['/g?query={user(pw:"x)}', `/g?query=${MARKER}`],
    ['/a;jsessionid=x/b', `/a;jsessionid=${MARKER}/b`],
    ['/a/AKIAIOSFODNN7EXAMPLE/b', `/a/${MARKER}/b`],
    ['/a/%41KIAIOSFODNN7EXAMPLE', `/a/${MARKER}`],
    ['/a/%E9', `/a/${MARKER}`],
    ['/a?next=%2F%0A%2Fu%3Ax%40h', `/a?next=${MARKER}`],
    ['/a#token=x?y', `/a#token=${MARKER}`],
    ['/a#?token=#x', `/a#?token=${MARKER}`],
    ['/a#b=1?token=x', `/a#b=1?token=${MARKER}`],
    ['///u:x@h/a', '///h/a'],
    ['/a?next=https%3Au%3Ax%40h', '/a?next=https%3Ah'],
    ['ht\ntp://u:x@h/', MARKER],
    ['/\t/u:x@h/', MARKER],
    ['/a?{"password":"x"}', `/a?${MARKER}`],
    ['/a?{"password":"x"}=1&b=2', `/a?${MARKER}=${MARKER}&b=2`],
    ['/a?%7B%22password%22%3A%22x%22%7D', `/a?${MARKER}`],
    ["/a?f={password:'x'}", `/a?f=${MARKER}`],
    ['/a?f={pin:x}', `/a?f=${MARKER}`],
    ['/a?f={"b":1,"password":"x"', `/a?f=${MARKER}`],
    ['/a?b=%257B%2522password%2522%253A%2522x%2522%257D%25', `/a?b=${MARKER}`],
    ['/a?b=%2525%2575token%253Dx%25ZZ', `/a?b=${MARKER}`],
    ['/a?f=%7B%22u%22%3A%22%2Fb%3Ftoken%3Dx%22%7D', `/a?f=%7B%22u%22%3A%22%2Fb%3Ftoken%3D${MARKER}`],
    ['/a?f={"password":"y","u":"/b?token=x"}', `/a?f={"password":"${MARKER}","u":"/b?token=${MARKER}`],
    ['/proxy/https://u:p@h/x', '/proxy/https://h/x'],
    ['/proxy/https%3A%2F%2Fh%2F%3Ftoken%3Dx', `/proxy/https%3A%2F%2Fh%2F%3Ftoken%3D${MARKER}`],
    [
      '/s3?X-Amz-Signature=x&X-Amz-Credential=y&X-Amz-Date=z',
      `/s3?X-Amz-Signature=${MARKER}&X-Amz-Credential=${MARKER}&X-Amz-Date=z`,
    ],
  ])('redacts %s', (url, redacted) => {
    expect(redactText(url)).toBe(redacted);
  });

  it.each([
    '',
    '/',
    '*',
    '/a/b.c?d=1&e=%20f+g&h&&i=#top',
    '/a?b=c;d=e',
    '/a?q=a@b.com&url=https%3A%2F%2Fh.com%2Fx%3Fy%3D1',
    '/a?b=abc==&c==',
    '/a/b=c;d=e',
    '/caf%C3%A9/%2F',
    '/a?author=bob&maxTokens=5&keyword=x',
    'https://h.com:8080/%7Euser',
    'mailto:a@b.c',
    'https://h.com/a@b:c',
    '/a?b={"c":1.0,"d":[1e400]}',
    '/a?text=Hello?%0Aa@b.c%0A/x@y',
    '/a?b=[x]&c={x}&d=50%25%20off&e=100%25%25&"f"',
  ])('leaves %j as it is', (url) => {
    expect(redactText(url)).toBe(url);
  });

  it('matches configured names in any case, whole or nested', () => {
    expect(redactText('/a?Sess=1&user[sess]=2&session=3&sess.x=4', ['SESS'])).toBe(
      `/a?Sess=${MARKER}&user[sess]=${MARKER}&session=3&sess.x=${MARKER}`,
    );
  });

  it('redacts only userinfo and what is configured when the defaults are off', () => {
    expect(redactText('https://u:p@h/?token=1&mine=2&c=AKIAIOSFODNN7EXAMPLE', ['mine'], false)).toBe(
      `https://h/?token=1&mine=${MARKER}&c=AKIAIOSFODNN7EXAMPLE`,
    );
  });

  it('redacts whole what is nested too deep to follow', () => {
    const deep = Array.from({ length: 8 }).reduce<string>(
      (url) => `/a?n=${encodeURIComponent(url)}`,
      '/a?token=hunter2',
    );

    const redacted = redactText(deep);

    expect(redacted).toContain(MARKER);
    expect(decodeRepeatedly(redacted)).not.toContain('hunter2');
  });

  it.each([
    'a=',
    'a;',
    '&',
    ';token=',
    '?',
    '#',
    '%41',
    '%',
    '[a]',
    '/',
    '://',
    ';a=b&',
    '{"a":',
    '@',
    'a:b@',
  ])('needs time linear in 60 KB of %j', (piece) => {
    expect(redactText(`/x?y=${piece.repeat(60_000 / piece.length)}`)).toBeTypeOf('string');
    expect(redactText(piece.repeat(60_000 / piece.length))).toBeTypeOf('string');
  });
});

function decodeRepeatedly(text: string): string {
  let decoded = text;
  for (let round = 0; round < 10; round += 1)
    decoded = decoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return decoded;
}
