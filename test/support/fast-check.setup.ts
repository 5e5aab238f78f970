import fc from 'fast-check';

/**
 * The same generated cases in every ordinary run, so that a change fails only for what it changed. New cases:
 * `FUZZ_SEED=random npm test`, or a seed that a failure printed.
 */
const { FUZZ_SEED = '20260801' } = process.env;
fc.configureGlobal({ seed: FUZZ_SEED === 'random' ? Date.now() % 2 ** 31 : Number(FUZZ_SEED) });
