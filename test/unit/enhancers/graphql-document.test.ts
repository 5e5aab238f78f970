import { Kind, parse, type DocumentNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readDocumentNames, type DocumentNames } from '../../../lib/enhancers/graphql-document.js';

/** The names of the first operation, as a server hands it to its resolvers. */
function read(source: string): DocumentNames {
  const document = parse(source);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  return readDocumentNames(operation, fragmentsOf(document));
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, unknown> {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

describe('the names of a GraphQL document', () => {
  it('are the fields of the root by the names of the schema, through fragments and directives', () => {
    const { rootFields, fields } = read(
      'query { a: one { x } ... on Query { two { y } } ...Rest @include(if: false) } ' +
        'fragment Rest on Query { three @skip(if: true) { ...Deep } } fragment Deep on T { four }',
    );

    expect([...rootFields].toSorted()).toEqual(['one', 'three', 'two']);
    expect([...fields].toSorted()).toEqual(['four', 'one', 'three', 'two', 'x', 'y']);
  });

  it('tell a fragment of the root from the same fragment further down', () => {
    const { rootFields } = read('{ self { ...All } ...All } fragment All on Query { one }');

    expect([...rootFields].toSorted()).toEqual(['one', 'self']);
  });

  it('pair each alias with its field, once', () => {
    const { document } = read(
      '{ me { p: password id: id name } you { p: password ...F } } fragment F on U { q: pin }',
    );

    expect(document.responseKeys.toSorted((a, b) => a.chosen.localeCompare(b.chosen))).toEqual([
      { chosen: 'p', standsFor: 'password' },
      { chosen: 'q', standsFor: 'pin' },
    ]);
  });

  it('pair a variable with every argument and input field around it, but for the same name in the usual place', () => {
    const { document } = read(
      'mutation ($card: C, $n: String, $list: [String], $unused: Int) { ' +
        'pay(card: $card, other: { number: $n, tags: ["x", $list] }) }',
    );

    expect(document.variables.toSorted((a, b) => a.chosen.localeCompare(b.chosen))).toEqual([
      { chosen: 'list', standsFor: 'other' },
      { chosen: 'list', standsFor: 'tags' },
      { chosen: 'n', standsFor: 'other' },
      { chosen: 'n', standsFor: 'number' },
    ]);
    expect(document.declared.toSorted()).toEqual(['card', 'list', 'n', 'unused']);
  });

  it('pair a variable with the argument of the same name that it has elsewhere', () => {
    const { document } = read('mutation ($card: String) { pay(input: { card: $card }) }');

    expect(document.variables).toEqual([
      { chosen: 'card', standsFor: 'input' },
      { chosen: 'card', standsFor: 'card' },
    ]);
  });

  it('hold the literals that an error message may repeat', () => {
    const { document } = read(
      'query ($d: String = "default") { f(a: "text one", b: 123456, c: """a block""", d: 1.25e9, e: true, g: "four") }',
    );

    expect(document.literals.toSorted()).toEqual(['1.25e9', '123456', 'a block', 'default', 'text one']);
  });

  it.each([
    ['more nodes', `{ ${Array.from({ length: 10_001 }, (_, index) => `f${index} `).join('{ x } ')} }`],
    ['more aliases', `{ ${Array.from({ length: 1001 }, (_, index) => `a${index}: f`).join(' ')} }`],
    ['deeper inputs', `query ($v: T) { f(a: ${'{ a: '.repeat(64)}$v${' }'.repeat(64)}) }`],
    ['a fragment that is not there', '{ ...None }'],
  ])('are not complete with %s than are looked at', (_, source) => {
    expect(read(source).document.complete).toBe(false);
  });

  it('are complete for a document that is only large', () => {
    const { document } = read(`{ ${Array.from({ length: 1000 }, (_, index) => `a${index}: f`).join(' ')} }`);

    expect(document.complete).toBe(true);
    expect(document.responseKeys).toHaveLength(1000);
  });

  it('end for fragments that spread each other', () => {
    const { rootFields, document } = read(
      '{ ...A } fragment A on Query { one ...B } fragment B on Query { ...A }',
    );

    expect([[...rootFields], document.complete]).toEqual([['one'], true]);
  });
});
