import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const M = '[CLIENT_REDACTED]';

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
      { name: 'f', filename: 'naïve.txt', size: 1 },
    ]);
  });

  it.each([
    ["Content-Disposition: form-data; name*=UTF-8''pass%77ord", 'hunter2'],
    ['Content-Disposition: form-data; name="m\\ine"', 'hunter2'],
    ['Content-Disposition: form-data; name="a"; name="password"', 'hunter2'],
    [`${field('a')}\r\n${field('password')}`, 'hunter2'],
    ['Content-Disposition: form-data; name="a" oops; x="password"', 'hunter2'],
    [field('a'), 'v\n--b-1\nContent-Disposition: form-data; name="password"\n\nhunter2'],
    [field('a'), 'v\r\n--b-12\r\nContent-Disposition: form-data; name="a"\r\n\r\nhunter2'],
    [`${field('a')}\r\nContent-Transfer-Encoding: base64`, 'aHVudGVyMiBodW50ZXIy hunter2'],
    [`${field('a')}\r\nContent-Type: text/plain; charset=utf-16`, 'hunter2'],
    [`${field('a')}\r\nContent-Type: application/json; charset=utf-7`, '{"a":"hunter2"}'],
    [field('a'), 'h\0u\0n\0hunter2'],
    [`${field('meta')}\r\nContent-Type: application/json`, '{"mine":"hunter2"}'],
    [`${field('mine')}; filename="hunter2.pdf"\r\nContent-Type: application/pdf`, 'x'],
    [field('operations'), '{"query":"mutation { login(p: \\"hunter2\\") }"}'],
    [`${field('a')}\r\nX: ${'x'.repeat(9000)}`, 'hunter2'],
    [field('a'), '{"mine":hunter2}'],
    [field('next'), '/cb?token=hunter2'],
  ])('shows nothing that some parser may read another way: %.100j', (headers, content) => {
    const body = form([field('first'), '1'], [headers, content], [field('last'), '2']);

    const text = redactedText(body, MULTIPART, { paths: ['$.mine', '$.meta.mine'] }) ?? '';

    expect(text).toContain('{"name":"first","value":"1"}');
    expect(text).toContain('{"name":"last","value":"2"}');
    expect(text).not.toContain('hunter2');
  });

  it('reads a part as its charset says', () => {
    const [start, end] = form([`${field('city')}\r\nContent-Type: text/plain; charset=latin1`, '|']).split(
      '|',
    );
    const content = Buffer.concat([
      Buffer.from(start ?? ''),
      Buffer.from('Köln', 'latin1'),
      Buffer.from(end ?? ''),
    ]);

    expect(redactedText(content, MULTIPART)).toBe('[{"name":"city","value":"Köln"}]');
  });

  it('counts a rule once for a part that is read in two ways', () => {
    const content = form([`${field('meta')}\r\nContent-Type: application/json`, '{"token":"x","mine":"y"}']);

    expect(redactWith(content, MULTIPART, { paths: ['$.meta.mine', '$.meta'] }).redactions).toEqual({
      'request body $.meta': 1,
    });
    expect(redactWith(content, MULTIPART, { paths: ['$.meta.mine'] }).redactions).toEqual({
      'request body $.meta.mine': 1,
      'name token': 1,
    });
  });

  it.each(['', 'x'.repeat(71)])('is withheld for a boundary that is none: %j', (boundary) => {
    const content = `--${boundary}\r\n${field('a')}\r\n\r\nhunter2\r\n--${boundary}--`;

    expect(redactWith(content, `multipart/form-data; boundary=${boundary}`).captured).toMatchObject({
      omitted: 'unparseable',
    });
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
