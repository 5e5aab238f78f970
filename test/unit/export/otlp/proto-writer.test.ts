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
