import { describe, expect, it } from 'vitest';
import { compileMediaTypes, parseMediaType } from '../../../../lib/redaction/bodies/media-type.js';

describe('parseMediaType', () => {
  it.each([
    ['application/json', { essence: 'application/json' }],
    [' Application/JSON ; Charset=UTF-8', { essence: 'application/json', charset: 'utf-8' }],
    ['text/plain;charset="utf-8"', { essence: 'text/plain', charset: 'utf-8' }],
    ['text/plain; charset=utf-8; charset=UTF-8', { essence: 'text/plain', charset: 'utf-8' }],
    ['text/plain; charset=utf-8; charset=utf-7', { essence: 'text/plain', charset: 'utf-8, utf-7' }],
    ['multipart/form-data; boundary=a; boundary=b', { essence: 'multipart/form-data', boundary: 'a, b' }],
    ['multipart/form-data; boundary="a b\\"c"', { essence: 'multipart/form-data', boundary: 'a b"c' }],
    ['multipart/form-data; boundary=AbC', { essence: 'multipart/form-data', boundary: 'AbC' }],
    ['application/vnd.api+json;;; x', { essence: 'application/vnd.api+json' }],
  ])('reads %j', (contentType, mediaType) => {
    expect(parseMediaType(contentType)).toEqual(mediaType);
  });

  it.each(['', 'json', 'application/json, text/html', 'a/b/c', '/', 'application json'])(
    'refuses %j',
    (contentType) => {
      expect(parseMediaType(contentType)).toBeUndefined();
    },
  );
});

describe('compileMediaTypes', () => {
  it.each([
    ['text/*', 'text/plain', true],
    ['text/*', 'application/json', false],
    ['*/*', 'image/png', true],
    ['*+json', 'application/vnd.api+json', true],
    ['*+json', 'application/json', false],
    ['application/*protobuf*', 'application/x-protobuf', true],
    ['application/*protobuf*', 'application/json', false],
    ['Application/JSON', 'application/json', true],
    ['application/json', 'application/json5', false],
    ['a*a', 'a', false],
  ])('%s against %s: %s', (pattern, essence, covers) => {
    expect(compileMediaTypes(['x/y', pattern])(essence)).toBe(covers);
  });
});
