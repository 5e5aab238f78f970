import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { ProtoWriter } from '../../../../lib/export/otlp/proto-writer.js';

it('writes text at the borders of one, two and three bytes a character, short or long', () => {
  for (const text of [
    '',
    '\u0000',
    '\u007f',
    '\u0080',
    '\u07ff',
    '\u0800',
    '\uffff',
    '\u{10000}',
    '\ud800',
  ]) {
    for (const padding of [0, 60, 63, 64, 65, 200]) {
      const written = text + 'p'.repeat(padding);
      const writer = new ProtoWriter();

      writer.string(2, written);

      const reader = protobuf.Reader.create(writer.finish());
      expect(reader.uint32()).toBe(0x12);
      expect(reader.string()).toBe(Buffer.from(written).toString());
      expect(reader.pos).toBe(reader.len);
    }
  }
});

it('grows wherever in a message its buffer ends', () => {
  for (let length = 16_200; length <= 16_400; length += 1) {
    const content = Buffer.alloc(length, 'c');
    const writer = new ProtoWriter();

    const mark = writer.begin(1);
    writer.bytes(2, content);
    writer.end(mark);
    const message = protobuf.Reader.create(writer.finish());

    expect(message.uint32()).toBe(0x0a);
    const inner = protobuf.Reader.create(message.bytes());
    expect(message.pos).toBe(message.len);
    expect(inner.uint32()).toBe(0x12);
    expect(content.equals(inner.bytes())).toBe(true);
    expect(inner.pos).toBe(inner.len);
  }
});

it('starts anew after a message, finished or given up', () => {
  const writer = new ProtoWriter();
  writer.string(1, 'first');
  expect(writer.finish()).toEqual(Buffer.from('\u000a\u0005first'));
  writer.string(1, 'x'.repeat(3_000_000));
  writer.reset();

  writer.string(1, 'third');

  expect(writer.finish()).toEqual(Buffer.from('\u000a\u0005third'));
});

it('writes a short text of ASCII within two messages in one go, as it does in steps, and nothing for any other', () => {
  const start = (length: number): Uint8Array => {
    const writer = new ProtoWriter();
    writer.string(1, 'k'.repeat(length));
    return writer.take();
  };
  for (const keyLength of [0, 5, 60, 64, 120, 200]) {
    for (const text of ['', 'a', 'x'.repeat(58), 'x'.repeat(64), 'x'.repeat(65), 'é', `${'x'.repeat(60)}é`]) {
      const stepwise = new ProtoWriter();
      const outer = stepwise.begin(9);
      stepwise.raw(start(keyLength));
      const inner = stepwise.begin(2);
      stepwise.string(1, text);
      stepwise.end(inner);
      stepwise.end(outer);
      const expected = Buffer.from(stepwise.take());

      const writer = new ProtoWriter();
      writer.uint(3, 7);
      const before = Buffer.from(writer.take());
      const isWritten = writer.shortTextWithin(9, start(keyLength), 2, 1, text);

      const isShort = text.length <= 64 && !text.includes('é');
      expect(isWritten).toBe(isShort);
      expect(Buffer.concat([before, isShort ? expected : Buffer.alloc(0)]).equals(writer.take())).toBe(true);
    }
  }
});
