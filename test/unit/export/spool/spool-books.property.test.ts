import fc from 'fast-check';
import { expect, it } from 'vitest';
import { destructive, SpoolModel, steps } from './support/spool-model.js';

it('any run gives every record back exactly once, in order, and keeps exact books', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 60 }), async (run) => {
      const model = new SpoolModel();
      for (const step of run) await model.step(step);
      await model.finish();

      const { delivered, accepted, books } = model;
      expect(books.dropped.spool_corrupt).toBe(undefined);
      for (const each of ['traces', 'logs'] as const) {
        const texts = delivered.filter((text) => text.startsWith(each));
        expect(texts.toSorted(byNumber)).toEqual(accepted.filter((text) => text.startsWith(each)));
      }
    }),
    { numRuns: 100 },
  );
});

it('any run keeps exact books though files are removed under it', async () => {
  const any = fc.oneof({ weight: 12, arbitrary: steps }, { weight: 1, arbitrary: destructive });
  await fc.assert(
    fc.asyncProperty(fc.array(any, { maxLength: 60 }), async (run) => {
      const model = new SpoolModel();
      for (const step of run) await model.step(step);
      await model.finish();

      const { delivered, accepted } = model;
      expect(new Set(delivered).size).toBe(delivered.length);
      expect(delivered.filter((text) => !accepted.includes(text))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

function byNumber(a: string, b: string): number {
  return Number(a.split(' ')[1]) - Number(b.split(' ')[1]);
}
