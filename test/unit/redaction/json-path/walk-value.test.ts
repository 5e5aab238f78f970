import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { redactValue } from '../../../../lib/redaction/json-path/redact-value.js';
import { throwingProxy } from './foreign-values.js';
import { untouchable, walk } from './walk.js';

const M = '[CLIENT_REDACTED]';

describe('redactValue', () => {
  it('gives the very same value back when nothing in it had to change', () => {
    const value = { user: { name: 'Ada', tags: ['a', null, 1.5, true], empty: {} } };

    expect(walk(value, ['$.user.email', '$..password', '$[0]']).value).toBe(value);
  });

  it('copies what leads to a match, and shares the rest', () => {
    const value = { card: { number: '4111', bank: { name: 'B' } }, items: [{ a: 1 }, { a: 2 }] };

    const { value: redacted } = walk(value, ['$.card.number']);

    expect(redacted).toEqual({
      card: { number: M, bank: { name: 'B' } },
      items: [{ a: 1 }, { a: 2 }],
    });
    expect(redacted).toHaveProperty(
      'items',
      expect.toSatisfy((items) => items === value.items),
    );
    expect(redacted).toHaveProperty(
      'card.bank',
      expect.toSatisfy((bank) => bank === value.card.bank),
    );
    expect(value.card.number).toBe('4111');
  });

  it('does not write to a value that is frozen through and through', () => {
    const value = Object.freeze({ a: Object.freeze([Object.freeze({ b: 1 }), 2]) });

    expect(walk(value, ['$.a[*].b', '$.a[1]']).value).toEqual({ a: [{ b: M }, M] });
    expect(value).toEqual({ a: [{ b: 1 }, 2] });
  });

  it('redacts whole subtrees, and the value itself by $', () => {
    expect(walk({ a: { b: { c: 1 } } }, ['$.a.b']).value).toEqual({ a: { b: M } });
    expect(walk({ a: 1 }, ['$']).value).toBe(M);
    expect(walk('text', ['$']).value).toBe(M);
    expect(walk(null, ['$.a']).value).toBe(null);
  });

  it('lets wildcard and index paths overlap without touching the value twice', () => {
    const value = { list: [{ a: 1, b: 2 }, { a: 3 }] };

    expect(walk(value, ['$.list[*].a', '$.list[0].b', '$.list[1]', '$..a']).value).toEqual({
      list: [{ a: M, b: M }, M],
    });
    expect(value).toEqual({ list: [{ a: 1, b: 2 }, { a: 3 }] });
  });

  it('reports the outermost match once', () => {
    const rules: string[] = [];

    walk({ a: { a: 1 }, b: [{ a: 2 }] }, ['$..a'], { onMatch: (rule) => rules.push(rule) });

    expect(rules).toEqual(['$..a', '$..a']);
  });

  it('decides filters and ends of arrays as for the JSON text', () => {
    const value = { users: [{ role: 'admin', ssn: 1 }, { role: 'user', ssn: 2 }, { ssn: 3 }] };

    expect(walk(value, ['$.users[?@.role == "admin"].ssn']).value).toEqual({
      users: [{ role: 'admin', ssn: M }, { role: 'user', ssn: 2 }, { ssn: 3 }],
    });
    expect(walk(value, ['$.users[-1].ssn', '$.users[::-2].role']).value).toEqual({
      users: [{ role: M, ssn: 1 }, { role: 'user', ssn: 2 }, { ssn: M }],
    });
    expect(walk(value, ['$.users[?@.role == "nobody"]']).value).toBe(value);
  });

  it('counts members that JSON leaves out neither in filters nor before them', () => {
    const value = { gone: undefined, f: () => 1, list: [undefined, { a: 1, b: undefined }, { a: 2 }] };

    expect(walk(value, ['$.list[?@.a == 2].a', '$.list[?length(@) == 1].a']).value).toEqual({
      gone: undefined,
      f: undefined,
      list: [undefined, { a: M, b: undefined }, { a: M }],
    });
  });

  it('asks about names and strings as the scanner does', () => {
    const asked: string[] = [];

    const { value } = walk({ pin: 1, x: [{ pin: { y: 2 } }, '12345', 'secret-1', 'harmless'] }, [], {
      sensitiveName: (name) => (name === 'pin' ? 'name pin' : undefined),
      detectValue: (text) => {
        asked.push(text);
        return text.startsWith('secret') ? 'detector' : undefined;
      },
    });

    expect(value).toEqual({ pin: M, x: [{ pin: M }, '12345', M, 'harmless'] });
    expect(asked).toEqual(['secret-1', 'harmless']);
  });

  it('asks about names also where filters are to be decided', () => {
    const value = { list: [{ pin: 1, a: 2 }], pin: 3 };
    const sensitiveName = (name: string): string | undefined => (name === 'pin' ? 'name pin' : undefined);

    expect(walk(value, ['$.list[?@.a == 3].a'], { sensitiveName }).value).toEqual({
      list: [{ pin: M, a: 2 }],
      pin: M,
    });
  });

  it('asks about numbers as JSON writes them', () => {
    const asked: string[] = [];
    const detectNumber = (digits: string): string | undefined => {
      asked.push(digits);
      return digits.startsWith('4') ? 'card' : undefined;
    };

    const { value } = walk([4111111111111111, 4111, 5111111111, 4111111111111111n], [], { detectNumber });

    expect(value).toEqual([M, 4111, 5111111111, M]);
    expect(asked).toEqual(['4111111111111111', '5111111111', '4111111111111111']);
  });

  it('takes keys that mean something in a path, or to JavaScript, for plain names', () => {
    const value: unknown = JSON.parse(
      '{"users":{"*":{},"..":{"ssn":1},"__proto__":{"ssn":2},"constructor":{"ssn":3}}}',
    );

    const { value: redacted } = walk(value, ['$.users[*].ssn']);

    expect(JSON.stringify(redacted)).toBe(
      `{"users":{"*":{},"..":{"ssn":"${M}"},"__proto__":{"ssn":"${M}"},"constructor":{"ssn":"${M}"}}}`,
    );
    expect(Object.getPrototypeOf(redacted)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('ssn');
  });

  it('copies __proto__ as a member also beside a getter', () => {
    const value: unknown = Object.defineProperty(JSON.parse('{"__proto__":{"a":1},"b":2}'), 'c', {
      enumerable: true,
      get: untouchable,
    });

    expect(JSON.stringify(walk(value, ['$.b']).value)).toBe(`{"__proto__":{"a":1},"b":"${M}","c":"${M}"}`);
  });
});

describe('redactValue on what is not JSON', () => {
  const everything = { sensitiveName: () => undefined };

  it.each([
    ['a date', new Date(86_400_000), '1970-01-02T00:00:00.000Z'],
    ['an invalid date', new Date(Number.NaN), null],
    ['a bigint', 12_345_678_901_234_567_890n, '12345678901234567890'],
    ['a function', () => 1, undefined],
    ['a symbol', Symbol('secret'), undefined],
  ])('shows %s as JSON would have it, or would if it could', (_, value, expected) => {
    expect(walk({ value }, [], everything)).toEqual({ value: { value: expected } });
  });

  it.each([
    ['a map', new Map([['password', 'x']])],
    ['a set', new Set(['x'])],
    ['a buffer', Buffer.from('secret')],
    ['a typed array', new Uint8Array([1, 2])],
    ['an array buffer', new ArrayBuffer(2)],
    ['an error', new TypeError('secret')],
    ['a regular expression', /secret/],
    ['a boxed string', Object('secret')],
    ['a URL', new URL('https://u:p@example.org')],
    ['search parameters', new URLSearchParams('a=b')],
    ['a promise', Promise.resolve(1)],
    ['an object with a toJSON method', { toJSON: untouchable }],
    ['an object with a toJSON getter', Object.defineProperty({}, 'toJSON', { get: untouchable })],
    ['an instance with a toJSON method', new (class { toJSON = untouchable; })()], // prettier-ignore
    ['a value of a class with a toJSON method', new (class { toJSON() { return untouchable(); } })()], // prettier-ignore
    ['a date with a toJSON of its own', Object.assign(new Date(0), { toJSON: untouchable })],
    ['a throwing Proxy', throwingProxy({})],
    ['a throwing Proxy of an array', throwingProxy([])],
    ['a revoked Proxy', revokedProxy()],
    ['an object that inherits from a Proxy', Object.create(throwingProxy({}))],
    ['a map of another realm', runInNewContext('new Map([[1, 2]])')],
    ['a boxed string of another realm', runInNewContext('new String("x")')],
  ])('withholds %s', (_, value) => {
    expect(walk({ value, b: 1 }, [], everything)).toEqual({ value: { value: M, b: 1 }, withheld: 'type' });
    expect(walk([value], [], everything)).toEqual({ value: [M], withheld: 'type' });
    expect(walk(value, [], everything)).toEqual({ value: M, withheld: 'type' });
  });

  it('reads instances of classes, objects without a prototype and of other realms by their own members', () => {
    class User {
      name = 'Ada';
      readonly #hidden = 'x';
      get computed(): string {
        return untouchable() ?? this.#hidden;
      }
    }
    const bare: unknown = Object.assign(Object.create(null), { name: 1 });

    expect(walk([new User(), bare, runInNewContext('({ name: [1] })')], ['$..name']).value).toEqual([
      { name: M },
      { name: M },
      { name: M },
    ]);
    expect(walk(runInNewContext('[[{ name: 1 }]]'), ['$[0][0].name']).value).toEqual([[{ name: M }]]);
  });

  it('takes a member called toJSON that cannot be called for data', () => {
    expect(walk({ toJSON: 1, a: { toJSON: { a: 2 } } }, ['$.a.toJSON.a'], everything).value).toEqual({
      toJSON: 1,
      a: { toJSON: { a: M } },
    });
  });

  it('calls no getter, and shows the marker for it wherever it copies or looks', () => {
    const value = { get first() { return untouchable(); }, a: 1, b: { get c() { return untouchable(); } } }; // prettier-ignore
    const list = Object.defineProperty([1, 2, 3], 1, { enumerable: true, get: untouchable });

    expect(walk(value, ['$.a'])).toEqual({ value: { first: M, a: M, b: value.b }, withheld: 'type' });
    expect(walk(value, ['$.b.c']).value).toEqual({ first: M, a: 1, b: { c: M } });
    expect(walk(value, [], everything).value).toEqual({ first: M, a: 1, b: { c: M } });
    expect(walk(list, ['$[2]'])).toEqual({ value: [1, M, M], withheld: 'type' });
  });

  it('leaves alone what no rule can reach', () => {
    const value = { far: throwingProxy({}), near: { a: 1 } };

    const { value: redacted, withheld } = walk(value, ['$.near.b']);

    expect(redacted).toBe(value);
    expect(withheld).toBeUndefined();
  });

  it('puts the marker where a cycle closes, and not where a value only comes again', () => {
    const shared = { a: 1 };
    const parent: Record<string, unknown> = { twice: [shared, shared] };
    parent['child'] = { parent };

    expect(walk(parent, ['$..none'])).toEqual({
      value: { twice: [{ a: 1 }, { a: 1 }], child: { parent: M } },
      withheld: 'type',
    });
  });

  it('keeps holes and undefined, which are no values of their own', () => {
    // oxlint-disable-next-line no-sparse-arrays
    const value = { a: undefined, list: [1, , undefined, 4] };

    expect(walk(value, ['$..b', '$.a']).value).toBe(value);
    expect(walk(value, ['$.list[3]']).value).toStrictEqual({
      a: undefined,
      list: [1, undefined, undefined, M],
    });
    expect(JSON.stringify(walk(value, ['$.list[1]']).value)).toBe(`{"list":[1,"${M}",null,4]}`);
  });

  it('keeps NaN and negative zero without a copy', () => {
    const value = [Number.NaN, -0, Number.POSITIVE_INFINITY];

    expect(walk(value, ['$..a'], { detectNumber: () => undefined }).value).toBe(value);
  });

  it('counts filters as matched where a value was not JSON to compare', () => {
    expect(
      walk(
        [
          { id: 5n, s: 1 },
          { id: 6, s: 2 },
        ],
        ['$[?@.id == 5].s'],
      ).value,
    ).toEqual([
      { id: '5', s: M },
      { id: 6, s: M },
    ]);
    expect(
      walk([{ get role() { return untouchable(); }, s: 1 }], ['$[?@.role == "admin"].s']), // prettier-ignore
    ).toEqual({ value: [{ role: M, s: M }], withheld: 'type' });
  });

  it('compares dates in filters as the text that is shown', () => {
    const value = [
      { at: new Date(0), s: 1 },
      { at: new Date(1), s: 2 },
    ];

    expect(walk(value, ['$[?@.at < "1970-01-01T00:00:00.001Z"].s']).value).toEqual([
      { at: '1970-01-01T00:00:00.000Z', s: M },
      { at: '1970-01-01T00:00:00.001Z', s: 2 },
    ]);
  });

  it('withholds everything when prototypes of the language were given a toJSON', () => {
    const prototype: object = runInNewContext('Object.prototype.toJSON = () => "x"; Object.prototype');
    const value: unknown = Object.create(prototype);

    expect(walk({ value }, [], everything)).toEqual({ value: { value: M }, withheld: 'type' });
  });
});

describe('the bounds of redactValue', () => {
  it('survives a million levels, and withholds what lies below a thousand', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 1_000_000; level += 1) deep = level % 2 === 0 ? { a: deep } : [deep];

    const { value, withheld } = walk({ deep }, ['$..password']);

    expect(withheld).toBe('depth');
    expect(JSON.stringify(value)).toBe(`{"deep":${'[{"a":'.repeat(499)}["${M}"]${'}]'.repeat(499)}}`);
    expect(walk({ deep, b: 1 }, ['$.deep[?@.x]', '$.c'])).toEqual({
      value: { deep: [M], b: 1 },
      withheld: 'depth',
    });
  });

  it('goes down a thousand levels', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 1000; level += 1) deep = [deep];

    expect(walk(deep, ['$..a']).value).toBe(deep);
  });

  it('withholds what is longer than a million members, holes included, without counting them', () => {
    const sparse: unknown[] = [];
    sparse.length = 4_294_967_295;

    expect(walk({ sparse, b: [1] }, ['$..a'])).toEqual({
      value: { sparse: M, b: [1] },
      withheld: 'truncated',
    });
  });

  it('never throws, and shows nothing, when a detector fails', () => {
    const detectValue = (): never => {
      throw new Error('secret-1');
    };

    expect(redactValue({ a: 'secret-1' }, compileAutomaton([]), { detectValue })).toEqual({
      value: M,
      withheld: 'error',
    });
  });
});

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
