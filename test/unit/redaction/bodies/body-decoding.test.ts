import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { redactedText, redactWith } from './a-body-redaction.js';

const JSON_TYPE = 'application/json';

describe('a body', () => {
  describe('with a content encoding', () => {
    const compressed = zlib.gzipSync('{"token":"hunter2","a":1}');

    it('redacts what is inside', () => {
      expect(redactWith(compressed, JSON_TYPE, { body: { contentEncoding: 'gzip' } }).captured).toEqual({
        contentType: 'application/json',
        byteLength: compressed.length,
        truncated: false,
        text: '{"token":"[CLIENT_REDACTED]","a":1}',
      });
    });

    it.each(['gzip, br', 'aes128gcm', 'br'])('withholds what it cannot undo: %s', (contentEncoding) => {
      expect(redactWith(compressed, JSON_TYPE, { body: { contentEncoding } }).captured).toEqual({
        contentType: 'application/json',
        byteLength: compressed.length,
        truncated: false,
        omitted: 'encoding',
      });
    });

    it('withholds encoded bytes whose encoding is not declared', () => {
      expect(redactWith(compressed, JSON_TYPE).captured).toMatchObject({ omitted: 'unparseable' });
      expect(redactWith(compressed, 'text/plain').captured).toMatchObject({ omitted: 'charset' });
    });
  });

  describe('with a charset', () => {
    it.each(['iso-8859-1', 'latin1', 'windows-1252'])('turns %s into UTF-8', (charset) => {
      const content = Buffer.from('{"city":"Köln","token":"ü"}', 'latin1');

      expect(redactedText(content, `${JSON_TYPE}; charset=${charset}`)).toBe(
        '{"city":"Köln","token":"[CLIENT_REDACTED]"}',
      );
    });

    it.each(['utf-16', 'utf-16le', 'utf-32', 'shift_jis', 'utf-7', 'x'])('withholds %s', (charset) => {
      expect(
        redactWith(Buffer.from('{"token":"x"}', 'utf16le'), `${JSON_TYPE}; charset=${charset}`).captured,
      ).toEqual({
        contentType: 'application/json',
        byteLength: 26,
        truncated: false,
        omitted: 'charset',
      });
    });

    it.each([
      JSON_TYPE,
      'text/plain',
      'application/x-www-form-urlencoded',
      'text/event-stream',
      'application/graphql',
    ])('withholds %s that is not UTF-8', (contentType) => {
      const { captured } = redactWith(Buffer.from('\xe9\xff=hunter2', 'latin1'), contentType);

      expect(captured.omitted).toMatch(/^(charset|unparseable)$/);
      expect(captured.text).toBeUndefined();
    });
  });

  describe('captureContentTypes', () => {
    it.each([
      ['{"a":1}', JSON_TYPE, ['text/*']],
      ['{"a":1}', undefined, ['text/*']],
      ['x', 'image/png', ['*/*']],
      ['x', 'application/octet-stream', ['application/octet-stream']],
    ])('withholds %s as %s', (content, contentType, captureContentTypes) => {
      expect(redactWith(content, contentType, { captureContentTypes }).captured).toMatchObject({
        omitted: 'type',
      });
    });

    it.each([
      ['{"a":1}', JSON_TYPE, ['application/json']],
      ['a: 1', 'application/yaml', ['application/yaml']],
      ['hello', 'text/plain', ['text/*']],
    ])('captures %s as %s, even with a path rule', (content, contentType, captureContentTypes) => {
      expect(redactWith(content, contentType, { captureContentTypes, paths: ['$.x'] }).captured.text).toBe(
        content,
      );
    });
  });
});
