import { compileIgnoreRules } from '../../build/config/ignore-rules.js';
import { createAdmission } from '../../build/request-admission.js';
import { inTurn, target } from './inputs.mjs';

const RULES = ['GET /health', '/metrics', '/internal/*', '/favicon.ico', /^\/assets\//];

export const bench = {
  title: 'whether a request is to be captured: five rules to ignore, none of which covers it',
  contestants() {
    const admits = createAdmission({ captureOptions: false, ignores: compileIgnoreRules(RULES) }, {});
    const admitsAll = createAdmission({ captureOptions: false, ignores: compileIgnoreRules([]) }, {});
    const next = inTurn((index) => ({ method: 'GET', url: target(index) }));
    const joined = /^\/health$|^\/metrics$|^\/internal\/|^\/favicon\.ico$|^\/assets\//;
    return [
      { name: 'five rules', call: () => admits(next()) },
      { name: 'no rules', call: () => admitsAll(next()) },
      { name: 'one regular expression on the path', call: () => !joined.test(next().url.split('?', 1)[0]) },
    ];
  },
};
