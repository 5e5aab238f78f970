import { describe, expect, it } from 'vitest';
import { compileAutomaton } from '../../../../lib/redaction/json-path/automaton.js';
import { matchFieldName } from '../../../../lib/redaction/json-path/match-field-name.js';

function match(name: string, ...paths: string[]): string | undefined {
  return matchFieldName(name, compileAutomaton(paths.map((path) => ({ rule: path, path }))));
}

describe('matchFieldName', () => {
  it.each([
    ['password', '$.password'],
    ['user[card][number]', '$.user.card.number'],
    ['user.card.number', '$.user.card.number'],
    ['user.card[number]', '$.user.card.number'],
    ['user[card.number]', '$.user.card.number'],
    ['user[card][number]', '$.user'],
    ['user[card][number]', '$..number'],
    ['user[card][number]', '$.user.*'],
    ['items[]', '$.items[*]'],
    ['items[][ssn]', '$.items[*].ssn'],
    ['items[0]', '$.items[0]'],
    ['items[7]', '$.items[0]'],
    ['items[0].ssn', '$.items[*].ssn'],
    ['items.0.ssn', '$.items[*].ssn'],
    ['items[3]', '$.items[-1]'],
    ['items[3]', '$.items[1:2]'],
    ['items[0][ssn]', "$.items['0'].ssn"],
    ['items', '$.items[*]'],
    ['items', '$.items[0]'],
    ['users[0][ssn]', "$.users[?@.role == 'admin'].ssn"],
    ['map[x][ssn]', "$.map[?@.role == 'admin'].ssn"],
    ['a.b', "$['a.b']"],
    ['a[b]', "$['a[b]']"],
    ['a[', "$['a[']"],
    ['[a][b]', '$.a.b'],
    ['.a]', '$.a'],
    ['items[ssn]', '$.items[*].ssn'],
    ['a[items][ssn][x]', '$.a.items[1].ssn'],
    ['a[b]c]', '$.a.b.c'],
    ['a][b', '$.a.b'],
    ['anything', '$'],
    ['', "$['']"],
    ['__proto__', '$.__proto__'],
    ['constructor[prototype]', '$.constructor.prototype'],
  ])('%j falls under %s', (name, path) => {
    expect(match(name, path)).toBe(path);
  });

  it.each([
    ['passwords', '$.password'],
    ['password', '$.user.password'],
    ['user[card]', '$.user.card.number'],
    ['users[card]', '$.user.card'],
    ['items[name]', '$.items[0]'],
    ['PASSWORD', '$.password'],
    ['a.b', "$['a.c']"],
  ])('%j does not fall under %s', (name, path) => {
    expect(match(name, path)).toBeUndefined();
  });

  it('asks about sensitive names at every level, and about the whole name', () => {
    const asked: string[] = [];
    const automaton = compileAutomaton([], {
      sensitiveName: (name) => {
        asked.push(name);
        return name === 'pin' ? 'name pin' : undefined;
      },
    });

    expect(matchFieldName('user[pin][value]', automaton)).toBe('name pin');
    expect(asked).toEqual(['user[pin][value]', 'user', 'pin']);
  });

  it('matches nothing without rules', () => {
    expect(match('password')).toBeUndefined();
  });

  it('redacts a name nested too deep to decide', () => {
    expect(match(`a${'[b]'.repeat(100)}`, '$.x')).toBe('depth');
  });
});
