import { createRedactor } from '../../dist/esm/index.js';
import { bodyContestants } from './body-contestants.mjs';
import { inTurn, smallBody } from './inputs.mjs';

export const bench = {
  title: 'a JSON body of 250 bytes, by five paths',
  contestants: () => bodyContestants(createRedactor, inTurn(smallBody)),
};
