import redactOf from '@pinojs/redact';
import { createExchangeScope } from '../../build/redaction/exchange-scope.js';
import { redactHeaders } from '../../build/redaction/headers/header-rules.js';
import { headerMap, inTurn } from './inputs.mjs';
import { compiledRules } from './redactor-of-module.mjs';

export const bench = {
  title: 'nine headers of a request, a token and a cookie among them',
  contestants() {
    const rules = compiledRules();
    const next = inTurn((index) => headerMap(index));
    const pino = redactOf({ paths: ['authorization', 'cookie'], censor: '[REDACTED]', serialize: false });
    return [
      {
        name: 'built-in names, and detectors in every value',
        call: () => {
          const scope = createExchangeScope(rules);
          return redactHeaders(next(), { ...rules, maskText: scope.maskText }, scope);
        },
      },
      { name: '@pinojs/redact, two names, values not looked at', call: () => pino(next()) },
      { name: 'a copy that leaves out two names', call: () => withoutCredentials(next()) },
    ];
  },
};

function withoutCredentials(headers) {
  const copy = {};
  for (const name of Object.keys(headers))
    if (name !== 'authorization' && name !== 'cookie') copy[name] = headers[name];
  return copy;
}
