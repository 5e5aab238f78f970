import { exchanges } from './exchanges.mjs';
import { exchangeRedactor } from './redactor-of-module.mjs';

export const bench = {
  title: 'all of a POST with 2 KB in both directions',
  contestants(random) {
    const redactor = exchangeRedactor();
    const next = exchanges('post', random);
    return [
      { name: 'redacted', call: () => redactor.redact(next()) },
      { name: 'structuredClone, nothing redacted', call: () => structuredClone(next()) },
    ];
  },
};
