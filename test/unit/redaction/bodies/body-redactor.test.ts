import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const JSON_TYPE = 'application/json';

describe('redactBody', () => {
  it('scans JSON and changes no other byte', () => {
    const { captured, redactions } = redactWith(
      '{ "id" : 1.0, "big":1e400, "card" : {"number": 4242, "x":[1, 2]}, "password":null, "id":2 }',
      'application/json; charset=utf-8',
      { paths: ['$.card'] },
    );

    expect(captured).toEqual({
      contentType: 'application/json',
      byteLength: 91,
      truncated: false,
      text: '{ "id" : 1.0, "big":1e400, "card" : "[CLIENT_REDACTED]", "password":"[CLIENT_REDACTED]", "id":2 }',
    });
    expect(redactions).toEqual({ 'request body $.card': 1, 'name password': 1 });
  });

  it.each([JSON_TYPE, 'application/vnd.api+json', 'application/problem+json', 'text/json', undefined])(
    'reads %s as JSON',
    (contentType) => {
      const { captured } = redactWith('{"token":"x"}', contentType);

      expect(captured.text).toBe('{"token":"[CLIENT_REDACTED]"}');
    },
  );

  it('reads JSON sent as text by its names and paths', () => {
    expect(redactedText(' {"token":"x","card":1}', 'text/plain', { paths: ['$.card'] })).toBe(
      ' {"token":"[CLIENT_REDACTED]","card":"[CLIENT_REDACTED]"}',
    );
  });

  it('skips a byte order mark', () => {
    expect(redactedText('\ufeff{"token":"x"}', JSON_TYPE)).toBe('{"token":"[CLIENT_REDACTED]"}');
  });

  it('joins chunks of strings and bytes', () => {
    const { captured } = redactWith('', JSON_TYPE, {
      body: { chunks: ['{"tok', Buffer.from('en":"ä'), 'ö"}'], byteLength: 16 },
    });

    expect(captured).toEqual({
      contentType: 'application/json',
      byteLength: 16,
      truncated: false,
      text: '{"token":"[CLIENT_REDACTED]"}',
    });
  });

  it('redacts values that detectors know, whatever their name', () => {
    const { captured, redactions } = redactWith('{"note":"AKIAIOSFODNN7EXAMPLE"}', JSON_TYPE);

    expect(captured.text).toBe('{"note":"[CLIENT_REDACTED]"}');
    expect(redactions).toEqual({ 'detector aws-access-key': 1 });
  });

  it('redacts only what is asked for when the defaults are off', () => {
    expect(
      redactedText('{"a":"x","token":"AKIAIOSFODNN7EXAMPLE"}', JSON_TYPE, {
        paths: ['$.a'],
        defaults: false,
      }),
    ).toBe('{"a":"[CLIENT_REDACTED]","token":"AKIAIOSFODNN7EXAMPLE"}');
  });

  it('redacts a whole JSON body for $', () => {
    expect(redactedText('{"a":1}', JSON_TYPE, { paths: ['$'] })).toBe('"[CLIENT_REDACTED]"');
  });

  it.each([
    ['a=1', 'application/x-www-form-urlencoded'],
    ['{"a":1}\n', 'application/x-ndjson'],
    ['{ a }', 'application/graphql'],
  ])('withholds %j of %s for $', (content, contentType) => {
    const { captured, redactions } = redactWith(content, contentType, { paths: ['$'] });

    expect(captured).toEqual({
      contentType,
      byteLength: content.length,
      truncated: false,
      omitted: 'type',
    });
    expect(redactions).toEqual({ 'request body $': 1 });
  });

  describe('of a JSON body that is cut', () => {
    it('gives the redacted prefix up to what is proven', () => {
      const { captured } = redactWith('{"a":1,"token":"hunt', JSON_TYPE, {
        body: { truncated: true, byteLength: 90 },
      });

      expect(captured).toEqual({
        contentType: 'application/json',
        byteLength: 90,
        truncated: true,
        text: '{"a":1,"token":"[CLIENT_REDACTED]"',
      });
    });

    it('notices by the length alone that bytes are missing', () => {
      const { captured } = redactWith('{"a":1,"b":"hunt', JSON_TYPE, { body: { byteLength: 90 } });

      expect(captured).toMatchObject({ truncated: true });
      expect(captured.text).not.toContain('hunt');
    });

    it('says so when nothing of it can be shown', () => {
      expect(redactWith('"hunter2', JSON_TYPE, { body: { truncated: true } }).captured).toEqual({
        contentType: 'application/json',
        byteLength: 8,
        truncated: true,
        omitted: 'truncated',
      });
    });
  });

  it.each([
    ['{"a":1,"b":hunter2}', 'unparseable', '{"a":1,"b":'],
    ['{"a":1} hunter2', 'unparseable', '{"a":1} '],
    ['callback({"token":"hunter2"})', 'unparseable', undefined],
    ['{"a":NaN,"token":"hunter2"}', 'unparseable', '{"a":'],
    ['\u0000{"token":"hunter2"}', 'charset', undefined],
  ])('stops where %j is no JSON any more', (content, omitted, prefix) => {
    const { captured } = redactWith(content, JSON_TYPE);

    expect(captured.omitted).toBe(omitted);
    expect(prefix ?? '').toContain(captured.text ?? '');
    expect(JSON.stringify(captured)).not.toContain('hunter2');
  });

  it('withholds what is nested too deep', () => {
    const { captured } = redactWith(`${'['.repeat(30_000)}"hunter2"${']'.repeat(30_000)}`, JSON_TYPE);

    expect(captured.omitted).toBe('depth');
    expect(captured.text).not.toContain('hunter2');
  });

  describe('caps', () => {
    it('the bytes before redaction', () => {
      const { captured } = redactWith(`{"a":"${'x'.repeat(50)}","b":2}`, JSON_TYPE, { maxBodyBytes: 20 });

      expect(captured).toMatchObject({ byteLength: 64, truncated: true });
      expect(Buffer.byteLength(captured.text ?? '')).toBeLessThanOrEqual(20);
    });

    it.each([
      [`[${'1,'.repeat(400)}1]`, JSON_TYPE, ['$[*]']],
      [`a=1&${'b=2&'.repeat(100)}`, 'application/x-www-form-urlencoded', ['$.b']],
      ['{"b":1}\n'.repeat(50), 'application/x-ndjson', ['$.b']],
      [`data: {"b":1}\n\n`.repeat(50), 'text/event-stream', ['$.b']],
      [`{ ${'a(b:1) '.repeat(100)}}`, 'application/graphql', ['$.b']],
    ])('the text after redaction: %.20s', (content, contentType, paths) => {
      const { captured } = redactWith(content, contentType, { paths, maxBodyBytes: 1000 });

      expect(Buffer.byteLength(captured.text ?? '')).toBeGreaterThan(300);
      expect(Buffer.byteLength(captured.text ?? '')).toBeLessThanOrEqual(1000);
    });

    it('at the edge of a character', () => {
      const { captured } = redactWith('ä'.repeat(50), 'text/plain', { maxBodyBytes: 21 });

      expect(captured).toEqual({
        contentType: 'text/plain',
        byteLength: 100,
        truncated: true,
        omitted: 'truncated',
      });
      expect(redactWith('ä '.repeat(50), 'text/plain', { maxBodyBytes: 22 }).captured).toEqual({
        contentType: 'text/plain',
        byteLength: 150,
        truncated: true,
        text: 'ä ä ä ä ä ä ä ',
      });
    });
  });

  it.each([
    'image/png',
    'application/octet-stream',
    'application/x-protobuf',
    'application/grpc+proto',
    'application/zip',
    'application/pdf',
    'video/mp4',
    'multipart/mixed; boundary=x',
    'application/javascript',
    'nonsense',
    'application/json, text/plain',
  ])('tells only size and type of %s', (contentType) => {
    const { captured } = redactWith('{"a":"hunter2"}', contentType);

    expect(captured).toMatchObject({ byteLength: 15, truncated: false, omitted: 'type' });
    expect(captured.text).toBeUndefined();
    expect(captured.contentType ?? '').not.toContain(';');
  });

  it('tells only the size of bytes that declare no type and are no JSON', () => {
    expect(redactWith('hunter2', undefined).captured).toEqual({
      byteLength: 7,
      truncated: false,
      omitted: 'type',
    });
  });

  it('shows an empty body as empty', () => {
    expect(redactWith('', JSON_TYPE).captured).toEqual({
      contentType: 'application/json',
      byteLength: 0,
      truncated: false,
    });
  });

  it('says that capture was off when bytes passed and none was kept', () => {
    expect(
      redactWith('', JSON_TYPE, { body: { chunks: [], byteLength: 9, truncated: true } }).captured,
    ).toEqual({
      contentType: 'application/json',
      byteLength: 9,
      truncated: true,
      omitted: 'disabled',
    });
  });

  it('withholds everything when redaction itself fails', () => {
    const broken = new Proxy(new Uint8Array(8), {
      get: () => {
        throw new Error('hunter2');
      },
    });

    expect(redactWith('', JSON_TYPE, { body: { chunks: [broken], byteLength: 8 } }).captured).toEqual({
      contentType: 'application/json',
      byteLength: 8,
      truncated: false,
      omitted: 'error',
    });
  });
});
