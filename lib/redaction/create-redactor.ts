import type { CapturedBody } from '../exchange/redacted-exchange.js';
import { checkRules, inOptions } from './rules/check-rules.js';
import { compileRules, type CompiledRules } from './rules/compiled-rules.js';
import type { RedactionRules } from './rules/redaction-rules.js';
import { checkPersonalValues, type PersonalValue } from './detectors/personal-values.js';
import { redactValueByRules, type RedactedValue } from './value-redaction.js';
import { bodyRulesOf, redactWholeBody } from './whole-body.js';

/** The rules to try out, named as in {@link RedactionRules}. */
export interface RedactorOptions extends Partial<RedactionRules> {
  /**
   * Whether the built-in sensitive names and detectors are on.
   * @default true
   */
  readonly defaults?: boolean;
  /** Personal values to redact wherever they stand, as in the option `redactValues`. */
  readonly values?: readonly PersonalValue[];
}

/** Redacts as the module does, without an app around it: to test rules, and to log by the same rules. */
export interface Redactor {
  /**
   * Redacts a whole body as it would pass on the wire; without a content type, as a body that declares none.
   */
  redactBody(bytes: Uint8Array | string, which: 'request' | 'response', contentType?: string): CapturedBody;

  /**
   * Redacts a value as its JSON would be, for a logger or a queue. The value is not changed, none of its getters,
   * `toJSON` methods and Proxies run, and this never throws: what cannot be shown without them is the marker. A date
   * and a bigint become text; maps, sets, buffers, errors and cycles the marker.
   *
   * @example
   * logger.log(redactor.redactValue(user, 'response').value);
   */
  redactValue(value: unknown, which: 'request' | 'response'): RedactedValue;
}

/**
 * Makes a redactor of rules. `complete` may add to them whenever something is redacted, as long as it gives the same object
 * for as long as it adds the same.
 * @throws Error for a rule that is not valid, naming the list and the index
 */
export function createRedactor(
  options: RedactorOptions = {},
  complete: (rules: RedactionRules) => RedactionRules = (rules) => rules,
): Redactor {
  const {
    headers = [],
    requestBody = [],
    responseBody = [],
    query = [],
    pathParams = [],
    defaults = true,
    values = [],
  } = options;
  const rules: RedactionRules = { headers, requestBody, responseBody, query, pathParams };
  checkRules(rules, inOptions());
  checkPersonalValues(values, (index) => `values[${index}]`);
  const compile = (completed: RedactionRules) => ({
    completed,
    compiled: compileRules(completed, defaults, values),
  });
  let current = compile(complete(rules));
  const compiledNow = (): CompiledRules => {
    const completed = complete(rules);
    if (completed !== current.completed) current = compile(completed);
    return current.compiled;
  };
  return {
    redactBody(bytes, which, contentType) {
      return redactWholeBody(bytes, compiledNow(), which, contentType).body;
    },
    redactValue(value, which) {
      const compiled = compiledNow();
      return redactValueByRules(value, bodyRulesOf(compiled, which), compiled);
    },
  };
}
