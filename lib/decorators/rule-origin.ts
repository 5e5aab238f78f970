import type { RuleLocator } from '../redaction/rules/check-rules.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';

const DECORATORS: Readonly<Record<keyof RedactionRules, string>> = {
  headers: '@RedactHeaders',
  requestBody: '@RedactRequestBody',
  responseBody: '@RedactResponseBody',
  query: '@RedactQuery',
  pathParams: '@RedactPathParams',
};

/** The decorator that an entry comes from, for error messages: `@RedactBody` puts its paths into two lists. */
export function inDecorators({ requestBody, responseBody }: RedactionRules): RuleLocator {
  const bodies = { requestBody, responseBody };
  return (list, index) => {
    if (list !== 'requestBody' && list !== 'responseBody') return DECORATORS[list];
    const path = bodies[list][index];
    const isInBoth = path !== undefined && requestBody.includes(path) && responseBody.includes(path);
    return isInBoth ? '@RedactBody' : DECORATORS[list];
  };
}
