import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

describe('a form', () => {
  const FORM = 'application/x-www-form-urlencoded';

  it.each([
    ['a=1&password=x&b=2', `a=1&password=${M}&b=2`],
    ['card[number]=4242&card[x]=1', `card[number]=${M}&card[x]=1`],
    ['card%5Bnumber%5D=4242', `card%5Bnumber%5D=${M}`],
    ['card.number=4242', `card.number=${M}`],
    [
      'items[0][ssn2]=1&items[][ssn2]=2&items[0][b]=3',
      `items[0][ssn2]=${M}&items[][ssn2]=${M}&items[0][b]=3`,
    ],
    ['%E9=hunter2&a=1', `${M}=${M}&a=1`],
    ['a=%E9', `a=${M}`],
    ['a=x+y%20z', 'a=x+y%20z'],
    ['a=AKIAIOSFODNN7EXAMPLE', `a=${M}`],
    ['payload={"token":"x","a":1}', `payload={"token":"${M}","a":1}`],
    ['payload=%7B%22token%22%3A%22x%22%7D', `payload=%7B%22token%22%3A%22${M}%22%7D`],
    ['next=%2Fcb%3Ftoken%3Dx', `next=%2Fcb%3Ftoken%3D${M}`],
  ])('%s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.card.number', '$.items[*].ssn2'] })).toBe(redacted);
  });

  it.each([
    ['{"password":"hunter2","a":1}', `{"password":"${M}","a":1}`],
    [' [{"password":"a=b"}]', ` [{"password":"${M}"}]`],
    ['{"card":{"number":"4242"}}', `{"card":{"number":"${M}"}}`],
  ])('is read as JSON when it is JSON after all, as curl -d sends it: %s', (content, redacted) => {
    expect(redactedText(content, FORM, { paths: ['$.card.number'] })).toBe(redacted);
  });

  it.each([
    ['["&token=hunter2&"]', `["&token=${M}&"]`],
    ['{"a":"&token=hunter2&","password":"hunter2"}', `{"a":"&token=${M}&","password":"${M}"}`],
    ['["&token=hunter2&"', `["&token=${M}`],
    ['["x"] &token=hunter2', '["x"]'],
  ])('is read as a form as well, since the app may do so: %s', (content, redacted) => {
    expect(redactedText(content, FORM)).toBe(redacted);
  });

  it('is read as text when it has no fields, and withheld where there are paths', () => {
    expect(redactedText('password: hunter2', FORM)).toBe(`password: ${M}`);
    expect(redactWith('mine: hunter2', FORM, { paths: ['$.mine'] }).captured).toMatchObject({
      omitted: 'type',
    });
  });

  it('knows the paths inside JSON that a field holds', () => {
    expect(redactedText('payload={"mine":"x"}', FORM, { paths: ['$.mine'] })).toBe(`payload={"mine":"${M}"}`);
  });

  it('counts the rules', () => {
    expect(redactWith('item[code]=1&password=x', FORM, { paths: ['$.item.code'] }).redactions).toEqual({
      'request body $.item.code': 1,
      'name password': 1,
    });
  });

  it('leaves out the last field when it was cut', () => {
    expect(redactWith('a=1&b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      text: 'a=1',
      truncated: true,
    });
    expect(redactWith('b=hunt', FORM, { body: { truncated: true } }).captured).toMatchObject({
      omitted: 'truncated',
    });
  });
});

describe('multipart form data', () => {
  const MULTIPART = 'multipart/form-data; boundary="b-1"';

  function form(...parts: readonly (readonly [headers: string, content: string])[]): string {
    return `${parts.map(([headers, content]) => `--b-1\r\n${headers}\r\n\r\n${content}\r\n`).join('')}--b-1--\r\n`;
  }
  const field = (name: string): string => `Content-Disposition: form-data; name="${name}"`;

  it('is described part by part, files without their content', () => {
    const content = form(
      [field('title'), 'Hello'],
      [field('password'), 'hunter2'],
      [field('card[number]'), '4242'],
      [`${field('avatar')}; filename="me.png"\r\nContent-Type: image/png`, 'hunter2'],
      [`${field('meta')}\r\nContent-Type: application/json`, '{"token":"hunter2","a":1}'],
      [`${field('broken')}\r\nContent-Type: application/json`, '{hunter2'],
      [`${field('pdf')}\r\nContent-Type: application/pdf`, 'hunter2'],
      ['Content-Disposition: form-data', 'hunter2'],
      [field('key'), 'AKIAIOSFODNN7EXAMPLE'],
    );

    const { captured } = redactWith(content, MULTIPART, { paths: ['$.card.number'] });

    expect(captured).toMatchObject({
      contentType: 'multipart/form-data',
      byteLength: content.length,
      truncated: false,
    });
    expect(JSON.parse(captured.text ?? '')).toEqual([
      { name: 'title', value: 'Hello' },
      { name: 'password', value: M },
      { name: 'card[number]', value: M },
      { name: 'avatar', filename: 'me.png', type: 'image/png', size: 7 },
      { name: 'meta', value: `{"token":"${M}","a":1}` },
      { name: 'broken', omitted: 'unparseable' },
      { name: 'pdf', type: 'application/pdf', size: 7 },
      { name: M, omitted: 'unparseable' },
      { name: 'key', value: M },
    ]);
    expect(captured.text).not.toContain('hunter2');
  });

  it('reads names as browsers and other clients write them', () => {
    const content = form(
      ['content-disposition: form-data; name=bare', '1'],
      ['Content-Disposition: form-data; filename="x; name=\\"a\\".txt"; name="quoted \\"name\\""', '2'],
      ["Content-Disposition: form-data; name=f; filename*=UTF-8''na%C3%AFve.txt", '3'],
    );

    expect(JSON.parse(redactedText(content, MULTIPART) ?? '')).toEqual([
      { name: 'bare', value: '1' },
      { name: 'quoted "name"', filename: 'x; name="a".txt', size: 1 },
      { name: 'f', filename: 'na%C3%AFve.txt', size: 1 },
    ]);
  });

  it('leaves out the value of a part that was cut', () => {
    const content = form([field('a'), '1'], [field('b'), 'hunter2']).slice(0, -15);

    const { captured } = redactWith(content, MULTIPART, { body: { truncated: true } });

    expect(captured.truncated).toBe(true);
    expect(JSON.parse(captured.text ?? '')).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', omitted: 'truncated' },
    ]);
  });

  it.each([
    ['multipart/form-data', form([field('a'), 'hunter2'])],
    ['multipart/form-data; boundary=other', form([field('a'), 'hunter2'])],
    [MULTIPART, 'hunter2'],
  ])('is withheld when its parts cannot be told apart: %s', (contentType, content) => {
    expect(redactWith(content, contentType).captured).toMatchObject({ omitted: 'unparseable' });
  });

  it('stops at the cap between two parts', () => {
    const content = form(
      ...Array.from({ length: 300 }, (_, index) => [field(`f${index}`), 'v'.repeat(50)] as const),
    );

    const { captured } = redactWith(content, MULTIPART, { body: { truncated: false } });

    expect(captured.truncated).toBe(true);
    expect(JSON.parse(captured.text ?? '')).toHaveLength(256);
  });
});
