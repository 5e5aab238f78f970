import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { NameTable, type MemberName } from '../../../../lib/redaction/json-path/name-table.js';

/** A table that knows the name `known`, and what it asked about. */
function tableOf(): { table: NameTable; asked: string[] } {
  const asked: string[] = [];
  const table = new NameTable(new Map([['known', 7]]), {
    sensitiveName(name) {
      asked.push(name);
      return name.startsWith('pin') ? 'name pin' : undefined;
    },
    suspiciousName: (name) => name.startsWith('odd') || name.startsWith('pin'),
  });
  return { table, asked };
}

/** What stands in JSON for a name, and what to look for it with. */
function quoted(name: string): [Uint8Array, DataView, number, number] {
  const bytes = Buffer.from(`{${JSON.stringify(name)}:1}`);
  return [bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 1, bytes.length - 3];
}

function findAfter(table: NameTable, previous: MemberName, name: string): MemberName {
  return table.findAfter(previous, ...quoted(name));
}

/** Finds new names; tells how many are remembered by their bytes. */
function fill(table: NameTable, count: number): number {
  const names = Array.from({ length: count }, (_, number) => table.find(...quoted(`filler ${number}`)));
  return names.filter(({ bytes }) => bytes !== undefined).length;
}

describe('a table of names', () => {
  it('tells what paths, rules and suspicion say of a name', () => {
    const { table } = tableOf();

    const told = ['known', 'pin', 'odd', 'other'].map((name) => table.find(...quoted(name)));

    expect(told.map(({ text, id, rule, isSuspicious }) => ({ text, id, rule, isSuspicious }))).toEqual([
      { text: 'known', id: 7, rule: undefined, isSuspicious: false },
      { text: 'pin', id: undefined, rule: 'name pin', isSuspicious: false },
      { text: 'odd', id: undefined, rule: undefined, isSuspicious: true },
      { text: 'other', id: undefined, rule: undefined, isSuspicious: false },
    ]);
  });

  it('says nothing of names without anybody to ask', () => {
    const { rule, isSuspicious } = new NameTable(new Map(), {}).resolve('pin');

    expect([rule, isSuspicious]).toEqual([undefined, false]);
  });

  it('is asked once about a name, by its bytes as by its text', () => {
    const { table, asked } = tableOf();

    const byBytes = [table.find(...quoted('a')), table.find(...quoted('a'))];
    const byText = [table.resolve('b'), table.resolve('b'), table.following(table.beforeFirst, 'b')];

    expect(asked).toEqual(['a', 'b']);
    expect(new Set(byBytes).size).toBe(1);
    expect(new Set(byText).size).toBe(1);
  });

  it('is asked once about a name, whatever stands after it', () => {
    const { table, asked } = tableOf();

    for (const text of ['"a":1', '"a" :1', '"a"\t:1', '"a"']) {
      const bytes = Buffer.from(text);
      table.find(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, 3);
    }

    expect(asked).toEqual(['a']);
  });

  it('remembers names of up to 64 bytes with their quotes, and asks about longer ones each time', () => {
    const { table, asked } = tableOf();
    const [longest, longer] = ['n'.repeat(62), 'n'.repeat(63)];

    for (const name of [longest, longest, longer]) table.find(...quoted(name));
    expect(table.find(...quoted(longest)).bytes?.length).toBe(64);
    expect(table.find(...quoted(longer)).bytes).toBeUndefined();

    expect(asked).toEqual([longest, longer]);
  });

  it('remembers texts of up to 64 characters', () => {
    const { table, asked } = tableOf();
    const [longest, longer] = ['n'.repeat(64), 'n'.repeat(65)];

    for (const name of [longest, longest, longer, longer]) table.resolve(name);

    expect(asked).toEqual([longest, longer, longer]);
  });

  it('keeps 1,024 names by their bytes', () => {
    const { table, asked } = tableOf();

    fill(table, 1023);
    expect(table.isFull).toBe(false);
    expect(fill(table, 1500)).toBe(1024);
    expect(table.isFull).toBe(true);

    asked.length = 0;
    fill(table, 1000);
    expect(asked).toEqual([]);
  });

  it('keeps as many by their texts', () => {
    const { table, asked } = tableOf();

    for (const number of Array(1024).keys()) table.resolve(`text ${number}`);
    for (const name of ['text 0', 'text 1023', 'beyond', 'beyond']) table.resolve(name);

    expect(asked.slice(1024)).toEqual(['beyond', 'beyond']);
  });

  it('is full of texts alone', () => {
    const { table } = tableOf();

    for (const number of Array(1023).keys()) table.resolve(`text ${number}`);
    expect(table.isFull).toBe(false);
    table.resolve('text 1023');

    expect(table.isFull).toBe(true);
    expect(table.find(...quoted('other')).bytes).toBeUndefined();
  });

  it('still redacts by name when it is full, but suspects nothing', () => {
    const { table } = tableOf();
    fill(table, 1500);

    const [pin, odd] = ['pin', 'odd'].map((name) => table.find(...quoted(name)));

    expect([pin?.rule, pin?.isSuspicious]).toEqual(['name pin', false]);
    expect([odd?.rule, odd?.isSuspicious]).toEqual([undefined, false]);
  });

  it('forgets everything when it is cleared', () => {
    const { table, asked } = tableOf();
    fill(table, 1500);
    findAfter(table, table.beforeFirst, 'filler 1');
    findAfter(table, table.beforeFirst, 'filler 2');
    asked.length = 0;

    table.clear();

    expect(table.isFull).toBe(false);
    expect([table.beforeFirst.follower, table.beforeFirst.formerFollower]).toEqual([undefined, undefined]);
    table.find(...quoted('filler 1'));
    table.resolve('filler 1499');
    expect(asked).toEqual(['filler 1', 'filler 1499']);
  });
});

describe('the names that come after a name', () => {
  it('are remembered: the last two', () => {
    const { table } = tableOf();
    const first = table.find(...quoted('first'));

    const [a, b] = [findAfter(table, first, 'a'), findAfter(table, first, 'b')];
    expect([first.follower, first.formerFollower]).toEqual([b, a]);

    expect(findAfter(table, first, 'a')).toBe(a);
    expect([first.follower, first.formerFollower]).toEqual([b, a]);

    const c = findAfter(table, first, 'cd');
    expect([first.follower, first.formerFollower]).toEqual([c, b]);
  });

  it('are told apart where one begins like the other', () => {
    const { table } = tableOf();
    for (const name of ['abcd', 'ab', 'abce', 'abc']) findAfter(table, table.beforeFirst, name);

    for (const name of ['abcd', 'ab', 'abce', 'abc', 'abcd'])
      expect(findAfter(table, table.beforeFirst, name).text).toBe(name);
  });

  it('are not remembered when they are too long to be', () => {
    const { table } = tableOf();
    const long = 'n'.repeat(65);

    expect(findAfter(table, table.beforeFirst, long).text).toBe(long);
    expect(table.following(table.beforeFirst, long).text).toBe(long);
    expect(table.beforeFirst.follower).toBeUndefined();

    const longest = table.following(table.beforeFirst, 'n'.repeat(64));
    expect(table.beforeFirst.follower).toBe(longest);
  });

  it('are known again by their text', () => {
    const { table } = tableOf();

    const a = table.following(table.beforeFirst, 'a');
    expect(table.beforeFirst.follower).toBe(a);
    expect(table.following(table.beforeFirst, 'a')).toBe(a);
    expect(table.following(table.beforeFirst, 'b').text).toBe('b');
  });
});
