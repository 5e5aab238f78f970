import type { AbsentRow } from '../row.js';

const notHere = 'there is no inspector yet';

/** Rows about a page on which records are looked at. There is none, so nothing listens for anybody. */
export const absent: readonly AbsentRow[] = [
  {
    id: 'S8',
    fault: 'inspector: another host name leads to it (DNS rebinding)',
    required: 'bound to loopback; names that are not its own get a 403',
    notHere,
  },
  {
    id: 'S9',
    fault: 'inspector: pages of other origins ask it',
    required: 'no CORS headers; origins checked; a token for each start',
    notHere,
  },
  {
    id: 'S10',
    fault: 'inspector: scripts in captured bodies, headers and URLs',
    required: 'shown as text only; a policy that runs nothing else',
    notHere,
  },
  {
    id: 'S11',
    fault: 'inspector: in production',
    required: 'off unless asked for twice',
    notHere,
  },
  {
    id: 'S12',
    fault: 'inspector: odd paths, huge answers, many clients',
    required: 'fixed routes; bounded in bytes',
    notHere,
  },
];
