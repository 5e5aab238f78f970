import { checkBoolean, checkKnown, refuse } from './config/option-checks.js';
import {
  createRedactor as createRedactorOfRules,
  type Redactor,
  type RedactorOptions,
} from './redaction/create-redactor.js';
import { addSensitiveNames } from './sensitive/sensitive-rules.js';

/**
 * Makes a redactor of rules. All properties under `@Sensitive()` that the process has loaded are masked as well, under
 * each of their names.
 * @throws Error for an option that is not known and for a rule that is not valid, naming the list and the index
 */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  checkKnown('createRedactor()', options, Object.keys(optionNames));
  const { defaults = true, ...lists } = options;
  checkBoolean('createRedactor() defaults', defaults);
  for (const [name, list] of Object.entries(lists))
    if (list !== undefined && !Array.isArray(list)) refuse(`createRedactor() ${name}`, 'an array', list);
  return createRedactorOfRules(options, addSensitiveNames);
}

/** One entry for each option: the compiler asks for it when an option is added. */
const optionNames: Record<keyof RedactorOptions, true> = {
  headers: true,
  requestBody: true,
  responseBody: true,
  query: true,
  pathParams: true,
  defaults: true,
  values: true,
};
