import { TaintedValues } from '../../build/redaction/taints/tainted-values.js';
import { inTurn, OURS, target } from './inputs.mjs';

/** A bearer token, a session, an e-mail address, a token of the body: what a request of a signed-in user holds. */
const values = inTurn((index) => [
  `eyJhbGciOiJIUzI1NiJ9.${String(index).padStart(40, 'x')}.c2lnbmF0dXJl`,
  String(index).padStart(32, 's'),
  `zoe.${index}@example.org`,
  `b1946ac92492d2347c6235b4d2611184-${index}`,
]);

export const bench = {
  title: 'four secrets of a request looked for in its URL, which repeats none of them',
  contestants() {
    const nextUrl = inTurn(target);
    return [
      {
        name: `${OURS}, in all their spellings`,
        call: () => {
          const tainted = new TaintedValues();
          for (const value of values()) tainted.add(value);
          return tainted.mask(nextUrl());
        },
      },
      {
        name: 'replaceAll, as they are',
        call: () => values().reduce((text, value) => text.replaceAll(value, '[REDACTED]'), nextUrl()),
      },
    ];
  },
};
