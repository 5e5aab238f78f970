import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import { checkRules, inModuleOptions, inOptions } from '../redaction/rules/check-rules.js';
import { emptyRules, mergeRules, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import {
  checkPersonalValues,
  isPersonalValue,
  type PersonalValue,
} from '../redaction/detectors/personal-values.js';
import { readList, type Environment } from './environment.js';
import { APIToolkitConfigError, refuse } from './option-checks.js';

const inVariables = inOptions({
  headers: 'APITOOLKIT_REDACT_HEADERS',
  requestBody: 'APITOOLKIT_REDACT_REQ_BODY',
  responseBody: 'APITOOLKIT_REDACT_RES_BODY',
});

/** What the environment says adds to what the code says: neither may switch the other's redaction off. */
export function resolveRedactionRules(options: APIToolkitModuleOptions, env: Environment): RedactionRules {
  const inCode: RedactionRules = {
    headers: checkList('redactHeaders', options.redactHeaders ?? []),
    requestBody: checkList('redactRequestBody', options.redactRequestBody ?? []),
    responseBody: checkList('redactResponseBody', options.redactResponseBody ?? []),
    query: checkList('redactQuery', options.redactQuery ?? []),
    pathParams: checkList('redactPathParams', options.redactPathParams ?? []),
  };
  const inEnvironment: RedactionRules = {
    ...emptyRules,
    headers: readList(env, 'APITOOLKIT_REDACT_HEADERS') ?? [],
    requestBody: readList(env, 'APITOOLKIT_REDACT_REQ_BODY') ?? [],
    responseBody: readList(env, 'APITOOLKIT_REDACT_RES_BODY') ?? [],
  };
  refusing(() => checkRules(inCode, inModuleOptions));
  refusing(() => checkRules(inEnvironment, inVariables));
  return mergeRules(inCode, inEnvironment);
}

/** As the rules, these add up. */
export function resolvePersonalValues(
  options: APIToolkitModuleOptions,
  env: Environment,
): readonly PersonalValue[] {
  const inCode = checkList('redactValues', options.redactValues ?? []);
  const inEnvironment = readList(env, 'APITOOLKIT_REDACT_VALUES') ?? [];
  return Object.freeze([
    ...personalValues(inCode, 'redactValues'),
    ...personalValues(inEnvironment, 'APITOOLKIT_REDACT_VALUES'),
  ]);
}

function personalValues(names: readonly string[], list: string): readonly PersonalValue[] {
  refusing(() => checkPersonalValues(names, (index) => `${list}[${index}]`));
  return names.filter(isPersonalValue);
}

/** JavaScript may give anything for a list; its entries are checked together with what they mean. */
function checkList<Entry>(option: string, value: readonly Entry[]): readonly Entry[] {
  return Array.isArray(value) ? value : refuse(option, 'an array of strings', value);
}

/** Stops the boot with what a check has to say. */
function refusing(check: () => void): void {
  try {
    check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new APIToolkitConfigError(`APIToolkitModule: ${reason}`);
  }
}
