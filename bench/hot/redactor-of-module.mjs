import { RedactionPolicy } from '../../build/redaction/redaction-policy.js';
import { compileRules } from '../../build/redaction/rules/compiled-rules.js';
import { FIVE_RULES } from './inputs.mjs';

const NO_RULES = { headers: [], requestBody: [], responseBody: [], query: [], pathParams: [] };
const RULES = { ...NO_RULES, requestBody: FIVE_RULES.paths, responseBody: FIVE_RULES.paths };

/** Five paths for the bodies, and the built-in names and detectors. */
export function compiledRules() {
  return compileRules(RULES, true);
}

/** The redactor that a route has. */
export function exchangeRedactor() {
  return new RedactionPolicy({
    rules: RULES,
    defaults: true,
    values: [],
    maxBodyBytes: 65_536,
  }).redactorFor();
}
