import { exchanges } from './exchanges.mjs';
import { exchangeRedactor } from './redactor-of-module.mjs';

export const bench = {
  title: 'all of a small GET: URL, headers, body',
  contestants(random) {
    const redactor = exchangeRedactor();
    const next = exchanges('get', random);
    return [
      { name: 'redacted', call: () => redactor.redact(next()) },
      { name: 'structuredClone, nothing redacted', call: () => structuredClone(next()) },
    ];
  },
};
