import { createExchangeScope } from '../../build/redaction/exchange-scope.js';
import { redactRequestUrl } from '../../build/redaction/urls/url-rules.js';
import { inTurn, OURS, target } from './inputs.mjs';
import { compiledRules } from './redactor-of-module.mjs';

const HOST = 'api.example.test';
const ROUTE = '/api/v1/orders/:id';

export const bench = {
  title: 'a URL with three query parameters, one of them secret, and a path parameter',
  contestants() {
    const rules = compiledRules();
    const next = inTurn((index) => ({
      scheme: 'http',
      host: HOST,
      target: target(index),
      pathParams: { id: String(1000 + index) },
    }));
    return [
      {
        name: OURS,
        call: () => redactRequestUrl(next(), ROUTE, rules.matchPathParam, createExchangeScope(rules)),
      },
      { name: 'new URL(), one parameter set', call: () => withMaskedToken(`http://${HOST}${next().target}`) },
    ];
  },
};

function withMaskedToken(text) {
  const url = new URL(text);
  url.searchParams.set('token', '[CLIENT_REDACTED]');
  return url.href;
}
