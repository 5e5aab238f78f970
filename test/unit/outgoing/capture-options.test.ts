import { describe, expect, it } from 'vitest';
import { mergeCaptureOptions } from '../../../lib/outgoing/capture-options.js';

describe('mergeCaptureOptions', () => {
  it('adds the rules of all up, each once', () => {
    const merged = mergeCaptureOptions(
      { redactHeaders: ['a'], redactQuery: ['q'] },
      undefined,
      { redactHeaders: ['b', 'a'] },
      { redactRequestBody: ['$.c'] },
    );

    expect(merged).toEqual({ redactHeaders: ['a', 'b'], redactQuery: ['q'], redactRequestBody: ['$.c'] });
  });

  it('takes the route and the switch of the last one that has them', () => {
    const merged = mergeCaptureOptions({ route: '/a', capture: false }, { capture: true }, { route: '/b' });

    expect(merged).toEqual({ route: '/b', capture: true });
  });

  it('loses no rule to a text where a list is asked for', () => {
    // What a JavaScript caller may write.
    const text = JSON.parse('{"redactHeaders":"x-a"}');

    expect(mergeCaptureOptions(text, { redactHeaders: ['x-b'] }, text)).toEqual({
      redactHeaders: ['x-a', 'x-b'],
    });
  });
});
