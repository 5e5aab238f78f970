import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutgoingRuleBook } from '../../../lib/outgoing/outgoing-rules.js';
import type { RedactionRules } from '../../../lib/redaction/rules/redaction-rules.js';
import { MemoryLogger } from '../../support/memory-logger.js';

let logger: MemoryLogger;
let compiled: RedactionRules[];

beforeEach(() => {
  logger = new MemoryLogger();
  compiled = [];
  Logger.overrideLogger(logger);
});
afterEach(() => Logger.overrideLogger(false));

function ruleBook(): OutgoingRuleBook {
  return new OutgoingRuleBook((rules) => {
    compiled.push(rules);
    if (rules.requestBody.includes('$.')) throw new Error('redactRequestBody[0]: expected a name after "."');
  });
}

describe('OutgoingRuleBook', () => {
  it('compiles the same rules once, and gives the same object for them', () => {
    const book = ruleBook();

    const first = book.rulesOf({ redactHeaders: ['a', 'b'], redactQuery: ['q'] });
    const second = book.rulesOf({ redactHeaders: ['a', 'b'], redactQuery: ['q'], route: '/x' });

    expect(second.rules).toBe(first.rules);
    expect(first).toEqual({
      rules: { headers: ['a', 'b'], requestBody: [], responseBody: [], query: ['q'], pathParams: [] },
      known: true,
    });
    expect(compiled).toHaveLength(1);
  });

  it.each([
    [{ redactHeaders: ['a', 'b'] }, { redactHeaders: ['a,b'] }],
    [{ redactHeaders: ['a'] }, { redactQuery: ['a'] }],
    [{ redactHeaders: ['1:a'] }, { redactHeaders: ['a', '1'] }],
    [{ redactHeaders: ['a,1:b'] }, { redactHeaders: ['a', 'b'] }],
    [{ redactHeaders: ['a;1:b'] }, { redactHeaders: ['a'], redactRequestBody: ['b'] }],
  ])('keeps apart %o and %o', (one, other) => {
    const book = ruleBook();

    expect(book.rulesOf(one).rules).not.toBe(book.rulesOf(other).rules);
    expect(compiled).toHaveLength(2);
  });

  it('holds a bounded number of rule sets, and drops the oldest', () => {
    const book = ruleBook();
    const { rules } = book.rulesOf({ redactHeaders: ['0'] });

    for (let index = 1; index <= 256; index += 1) book.rulesOf({ redactHeaders: [String(index)] });

    expect(book.rulesOf({ redactHeaders: ['256'] }).rules).toBe(compiled.at(-1));
    expect(book.rulesOf({ redactHeaders: ['0'] }).rules).not.toBe(rules);
  });

  it('keeps names but no paths when a path is not valid, and warns of it once', () => {
    const book = ruleBook();
    const options = { redactHeaders: ['x-a'], redactRequestBody: ['$.'], redactResponseBody: ['$.b'] };

    const first = book.rulesOf(options);
    const second = book.rulesOf({ ...options });

    expect(second).toBe(first);
    expect(first).toEqual({
      rules: { headers: ['x-a'], requestBody: [], responseBody: [], query: [], pathParams: [] },
      known: false,
    });
    expect(logger.own).toEqual([
      'warn The apitoolkit option of an outgoing call: redactRequestBody[0]: expected a name after "."\n' +
        'The call is made, but its bodies are not captured: correct the path to see them. APIToolkit',
    ]);
  });

  it('takes a single text for a list of one', () => {
    // What a JavaScript caller may write.
    const options = JSON.parse('{"redactHeaders":"x-a"}');

    expect(ruleBook().rulesOf(options).rules.headers).toEqual(['x-a']);
  });

  it('refuses an entry that is no text', () => {
    const options = JSON.parse('{"redactQuery":["a",1]}');

    expect(() => ruleBook().rulesOf(options)).toThrow(
      'redactQuery: expected a list of texts, got an entry of type number.',
    );
  });
});
