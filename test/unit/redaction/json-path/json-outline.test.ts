import { expect, it } from 'vitest';
import { redactText } from './redact-text.js';

it('knows every value of a body with more values than most of its size', () => {
  const ones = '1,'.repeat(700);

  expect(redactText(`[${ones}2,{"a":[3]}]`, ['$[?@ == 2]', '$[-1].a[?@ == 3]'])).toEqual({
    text: `[${ones}"[CLIENT_REDACTED]",{"a":["[CLIENT_REDACTED]"]}]`,
  });
});

it('knows which containers are still open where a body was cut', () => {
  expect(redactText('[[1],[3,[4,5', ['$[?count(@.*) == 2]'], { complete: false })).toEqual({
    text: '[[1],"[CLIENT_REDACTED]"',
    stopped: 'truncated',
  });
});
