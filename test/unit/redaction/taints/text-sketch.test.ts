import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextSketch } from '../../../../lib/redaction/taints/text-sketch.js';

const text = fc.string({ minLength: 3, unit: 'binary' });

describe('TextSketch', () => {
  it('says yes to every run that the text holds, in any case', () => {
    const sketch = new TextSketch();
    fc.assert(
      fc.property(text, fc.nat(), (drawn, pick) => {
        const at = pick % (drawn.length - 2);
        const run = drawn.slice(at, at + 3);
        sketch.draw(drawn);

        expect(sketch.mayHoldRun(`x${run}`, 1)).toBe(true);
        expect(
          sketch.mayHoldRun(
            run.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
            0,
          ),
        ).toBe(true);
      }),
    );
  });

  it('says yes to every value whose base64 the text holds, in either alphabet', () => {
    const sketch = new TextSketch();
    fc.assert(
      fc.property(text, fc.constantFrom('base64', 'base64url'), (value, alphabet) => {
        sketch.draw(`?data=${Buffer.from(value.toWellFormed()).toString(alphabet)}&page=2`);

        expect(sketch.mayHoldBase64(value)).toBe(true);
      }),
    );
  });

  it('says no to nearly all others, and forgets the text before', () => {
    const sketch = new TextSketch();
    sketch.draw('correct horse battery staple');
    sketch.draw('https://api.example.test/users/42?page=1&sort=name');
    const others = ['cor', 'hor', 'bat', 'sta', 'zzz', '000', 'SKU', '411', '_-_', '~~~'];

    expect(others.filter((other) => sketch.mayHoldRun(other, 0)).length).toBeLessThan(3);
    expect(sketch.mayHoldBase64('eyJhbGciOiJIUzI1NiJ9')).toBe(false);
  });
});
