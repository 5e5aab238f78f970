import type { CoveredRow } from '../row.js';

const ACCESS = 'test/unit/inspector/http/access.test.ts';
const ANSWERS = 'test/unit/inspector/http/answers.test.ts';
const IN_APPS = 'test/e2e/inspector.test.ts';

/** Rows about the page on which records are looked at. */
export const inspector: readonly CoveredRow[] = [
  {
    id: 'S8',
    fault: 'inspector: another host name leads to it (DNS rebinding)',
    required: 'answers this machine only; names that are not its own get a 403',
    coveredBy: [ACCESS, IN_APPS],
  },
  {
    id: 'S9',
    fault: 'inspector: pages of other origins ask it',
    required: 'no CORS headers; origins checked; a token for each start',
    coveredBy: [ACCESS, ANSWERS, IN_APPS],
  },
  {
    id: 'S10',
    fault: 'inspector: scripts in captured bodies, headers and URLs',
    required: 'shown as text only; a policy that runs nothing else',
    coveredBy: [ANSWERS],
  },
  {
    id: 'S11',
    fault: 'inspector: in production',
    required: 'off unless asked for twice',
    coveredBy: ['test/unit/config/inspector.config.test.ts', IN_APPS],
  },
  {
    id: 'S12',
    fault: 'inspector: odd paths, huge answers, many clients',
    required: 'fixed routes; bounded in bytes',
    coveredBy: [ANSWERS, 'test/unit/inspector/records/bounded-list.test.ts'],
  },
];
