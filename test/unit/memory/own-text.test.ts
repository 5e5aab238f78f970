import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createRedactor } from '../../../lib/redaction/create-redactor.js';
import { ownText } from '../../../lib/memory/own-text.js';

it.each(['', 'a', 'naïve', '\ud83d\ude00', '\ud83d', '\ude00\ud83d', '\u0000\ufeff'])(
  'keeps the text %j as it is',
  (text) => {
    expect(ownText(text)).toBe(text);
  },
);

it('keeps no form in memory for the names in it', () => {
  const redactor = createRedactor({ requestBody: ['$.user.card'] });
  const formsInMemory = (): number => {
    const before = heapBytes();
    for (let form = 0; form < 400; form += 1) {
      const text = `a_name_that_is_new[number_${form}]=1&note=${'x'.repeat(50_000)}`;
      redactor.redactBody(text, 'request', 'application/x-www-form-urlencoded');
    }
    return (heapBytes() - before) / 50_000;
  };

  expect(formsInMemory()).toBeLessThan(100);
});

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
