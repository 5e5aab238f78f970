import { createRedactor } from '../../dist/esm/index.js';
import { bodyContestants } from './body-contestants.mjs';
import { body2Kb, inTurn } from './inputs.mjs';

export const bench = {
  title: 'a JSON body of 2 KB, by five paths',
  contestants: (random) =>
    bodyContestants(
      createRedactor,
      inTurn(() => body2Kb(random)),
    ),
};
