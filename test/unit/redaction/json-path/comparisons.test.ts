import { describe, expect, it } from 'vitest';
import { filterTruth } from './filter-truth.js';

/** Two members that are one double, but written differently: which of the two counts is left open by the RFC. */
const BLURRED = '9007199254740993,"b":9007199254740992';

describe('equality', () => {
  it.each([
    ['1,"b":1', true],
    ['1,"b":1.0', true],
    ['1,"b":2', false],
    ['1,"b":"1"', false],
    ['0,"b":false', false],
    ['0,"b":null', false],
    ['"","b":null', false],
    ['"x","b":"x"', true],
    ['"x","b":"\\u0078"', true],
    ['"x","b":"X"', false],
    ['"x","b":["x"]', false],
    ['true,"b":true', true],
    ['true,"b":false', false],
    ['false,"b":false', true],
    ['null,"b":null', true],
    ['null,"b":false', false],
    ['null', false],
    ['[],"b":[]', true],
    ['{},"b":{}', true],
    ['[],"b":{}', false],
    ['{},"b":[]', false],
    ['[1,"x",null],"b":[1,"x",null]', true],
    ['[1,2],"b":[2,1]', false],
    ['[1],"b":[1,1]', false],
    ['[1,1],"b":[1]', false],
    ['[1],"b":{"0":1}', false],
    ['{"x":1,"y":2},"b":{"y":2,"x":1}', true],
    ['{"x":1,"y":2},"b":{"y":1,"x":2}', false],
    ['{"x":1},"b":{"y":1}', false],
    ['{"x":1},"b":{"x":1,"y":1}', false],
    ['[[[1]]],"b":[[[1]]]', true],
    ['[[[1]]],"b":[[[2]]]', false],
    ['[[1],3],"b":[[2],3]', false],
    ['[{"x":[1]}],"b":[{"x":[1]}]', true],
    ['[{"x":[1]}],"b":[{"x":{}}]', false],
    ['[1],"b":[[1]]', false],
    ['[[1]],"b":[1]', false],
    ['[{}],"b":[1]', false],
    ['[1],"b":[{}]', false],
    ['[[]],"b":[1]', false],
    ['[1],"b":[[]]', false],
    ['[true],"b":[false]', false],
    ['["x"],"b":["x"]', true],
    [BLURRED, 'unknown'],
    ['[9007199254740993],"b":[9007199254740992]', 'unknown'],
    ['[9007199254740993,5],"b":[9007199254740992,5]', 'unknown'],
    ['[9007199254740993,5],"b":[9007199254740992,6]', false],
    ['[5,9007199254740993],"b":[6,9007199254740992]', false],
    ['{"x":1,"x":2},"b":{"x":1,"x":2}', 'unknown'],
    ['{"x":1,"x":2},"b":{"x":1}', 'unknown'],
    ['{"x":1},"b":{"x":1,"x":2}', 'unknown'],
    ['1,"b":1,"b":2', 'unknown'],
    ['1,"a":2,"b":1', 'unknown'],
  ])('of {"a":%s}: %s', (members, expected) => {
    const opposite = typeof expected === 'boolean' ? !expected : expected;

    expect(filterTruth('@.a == @.b', `{"a":${members}}`)).toBe(expected);
    expect(filterTruth('@.a != @.b', `{"a":${members}}`)).toBe(opposite);
  });

  it('holds between nothing and nothing', () => {
    expect(filterTruth('@.x == @.y', '{}')).toBe(true);
    expect(filterTruth('@.x != @.y', '{}')).toBe(false);
    expect(filterTruth('@.x == @.y', '{"y":null}')).toBe(false);
  });

  it('holds between a value and itself, even where names repeat', () => {
    expect(filterTruth('@ == @', '{"x":1,"x":2}')).toBe(true);
  });
});

describe('order', () => {
  it.each([
    ['1,"b":2', '<'],
    ['-2,"b":-1', '<'],
    ['2,"b":1', '>'],
    ['2,"b":2.0', '='],
    ['"a","b":"b"', '<'],
    ['"b","b":"a"', '>'],
    ['"a","b":"a"', '='],
    ['"a","b":"aa"', '<'],
    ['"aa","b":"a"', '>'],
    ['"b","b":"aa"', '>'],
    ['"","b":"a"', '<'],
    ['"Z","b":"a"', '<'],
    ['"10","b":"9"', '<'],
    // By scalar values: what stands outside the basic plane comes last, not between U+D7FF and U+E000.
    ['"😀","b":"\ue000"', '>'],
    ['"\uffff","b":"😀"', '<'],
    ['"\ud7ff","b":"\ue000"', '<'],
    ['"\ud7ff","b":"😀"', '<'],
    ['"\\ud800","b":"\\ue000"', '>'],
    ['"\\udfff","b":"\\ue000"', '>'],
    ['"\\udfff","b":"\\ud800"', '>'],
    ['"x😀","b":"x😁"', '<'],
    ['null,"b":null', '='],
    ['true,"b":true', '='],
    ['[1],"b":[1]', '='],
    ['1,"b":"2"', 'none'],
    ['"1","b":2', 'none'],
    ['false,"b":true', 'none'],
    ['null,"b":1', 'none'],
    ['[1],"b":[2]', 'none'],
    ['{},"b":1', 'none'],
    ['1', 'none'],
  ])('of {"a":%s} is %s', (members, order) => {
    const value = `{"a":${members}}`;

    expect(filterTruth('@.a < @.b', value)).toBe(order === '<');
    expect(filterTruth('@.a > @.b', value)).toBe(order === '>');
    expect(filterTruth('@.a <= @.b', value)).toBe(order === '<' || order === '=');
    expect(filterTruth('@.a >= @.b', value)).toBe(order === '>' || order === '=');
  });

  it.each(['<', '<=', '>', '>='])('by %s is unknown between numbers that are one double', (operator) => {
    expect(filterTruth(`@.a ${operator} @.b`, `{"a":${BLURRED}}`)).toBe('unknown');
  });

  it.each(['<', '<=', '>', '>=', '==', '!='])('by %s is unknown where a name repeats', (operator) => {
    expect(filterTruth(`@.a ${operator} 5`, '{"a":1,"a":9}')).toBe('unknown');
    expect(filterTruth(`5 ${operator} @.a`, '{"a":1,"a":9}')).toBe('unknown');
  });
});
