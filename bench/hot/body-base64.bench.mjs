import { bodyAttribute } from '../../build/export/otlp/body-attribute.js';
import { body2Kb, inTurn, OURS } from './inputs.mjs';

export const bench = {
  title: 'a body of 2 KB to base64',
  contestants(random) {
    const next = inTurn(() => {
      const text = body2Kb(random).toString();
      return { contentType: 'application/json', byteLength: text.length, truncated: false, text };
    });
    return [
      { name: OURS, call: () => bodyAttribute(next()) },
      { name: 'Buffer.from(text).toString', call: () => Buffer.from(next().text).toString('base64') },
    ];
  },
};
