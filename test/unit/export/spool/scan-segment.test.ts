import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENTRY_HEADER_BYTES, ENTRY_MAGIC } from '../../../../lib/export/spool/entry.js';
import { scanSegment } from '../../../../lib/export/spool/scan-segment.js';
import { damaged, damages, writings, writtenSegment } from './support/damage.js';

/** More of them: `SPOOL_MUTATIONS=100000 npx vitest run --project unit test/unit/export/spool/scan`. */
const MUTATIONS = Number(process.env.SPOOL_MUTATIONS ?? 500);

it(
  'finds every intact record in a segment, whatever happened to the rest, and nothing that was not written',
  { timeout: 30_000 + MUTATIONS * 5 },
  () => {
    fc.assert(
      fc.property(writings, fc.array(damages, { minLength: 1, maxLength: 3 }), (writing, happened) => {
        const written = writtenSegment(writing);
        const { bytes, isTouched } = damaged(written, happened);

        const scan = scanSegment(bytes);

        expect(scan === undefined).toBe(isTouched(0, written.headerBytes));
        if (scan === undefined) return;
        const found = new Map(scan.records.map((record) => [record.offset, record]));
        const intact = written.records.filter(
          ({ start, end, isSettled }) => !isSettled && !isTouched(start, end),
        );
        for (const { start } of intact) expect(found.has(start)).toBe(true);
        for (const { offset, byteLength } of scan.records) {
          const record = written.records.find(({ start }) => start === offset);
          const from = offset + ENTRY_HEADER_BYTES;
          expect(bytes.subarray(from, from + byteLength)).toEqual(record?.payload);
        }
        expect(scan.records.length + scan.damaged).toBeLessThanOrEqual(written.entries);
      }),
      { numRuns: MUTATIONS },
    );
  },
);

it('leaves out what is settled, and nothing else', () => {
  fc.assert(
    fc.property(writings, (writing) => {
      const written = writtenSegment(writing);

      const scan = scanSegment(written.bytes);

      expect(scan?.damaged).toBe(0);
      expect(scan?.records.map(({ offset }) => offset)).toEqual(
        written.records.filter(({ isSettled }) => !isSettled).map(({ start }) => start),
      );
    }),
  );
});

const three = { payloads: ['one', 'two', 'three'].map((text) => Buffer.from(text)), settled: [] };

it('counts a record whose payload is damaged, and goes on behind it', () => {
  const { bytes, records } = writtenSegment(three);
  bytes[(records[1]?.end ?? 0) - 1] = 0;

  const scan = scanSegment(bytes);

  expect(scan?.damaged).toBe(1);
  expect(scan?.records.map(({ byteLength }) => byteLength)).toEqual([3, 5]);
});

it('does not count an append that was never finished', () => {
  const { bytes } = writtenSegment(three);

  expect(scanSegment(bytes.subarray(0, -1))).toMatchObject({ damaged: 0, records: [{}, {}] });
  expect(scanSegment(bytes.subarray(0, -10))).toMatchObject({ damaged: 0, records: [{}, {}] });
});

it('reads on behind an append that was never finished', () => {
  const first = writtenSegment(three);
  const torn = first.bytes.subarray(0, -2);
  const appended = first.bytes.subarray(first.headerBytes);

  const scan = scanSegment(Buffer.concat([torn, appended]));

  expect(scan?.records.map(({ byteLength }) => byteLength)).toEqual([3, 3, 3, 3, 5]);
});

it('takes no bytes of another segment for its own', () => {
  const theirs = writtenSegment(three, { salt: 1 });
  const mine = writtenSegment({ payloads: [theirs.bytes.subarray(theirs.headerBytes)], settled: [] });
  mine.bytes[mine.records[0]?.start ?? 0] = 0;

  expect(scanSegment(mine.bytes)).toMatchObject({ damaged: 1, records: [] });
});

it('answers at once for a file made of beginnings only', () => {
  const { bytes } = writtenSegment(three);
  const beginnings = Buffer.alloc(2 * 1024 * 1024, ENTRY_MAGIC);

  const scan = scanSegment(Buffer.concat([bytes, beginnings]));

  expect(scan).toMatchObject({ damaged: 1, records: [{}, {}, {}] });
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(4096)],
  ['a text', Buffer.from('a text of somebody else, longer than the header of a segment would be')],
])('takes %s for no segment', (_, bytes) => {
  expect(scanSegment(bytes)).toBe(undefined);
});

it('takes a segment of another format version for none', () => {
  const { bytes } = writtenSegment(three);
  bytes.writeUInt16BE(2, 8);

  expect(scanSegment(bytes)).toBe(undefined);
});
