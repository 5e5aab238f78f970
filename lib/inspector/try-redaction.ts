import type { RedactionPolicy } from '../redaction/redaction-policy.js';
import { checkRules, inModuleOptions } from '../redaction/rules/check-rules.js';
import { emptyRules, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import { bodyRulesOf, redactWholeBody } from '../redaction/whole-body.js';
import type { TryRequest, TryResult } from './inspector-api.js';
import { bodyPlaces } from './places/body-places.js';
import type { FoundPlace } from './places/found-place.js';
import { namedByElimination } from './places/unnamed-places.js';

/** What would leave of a text, by the rules of the options and some more. */
export function tryRedaction(request: TryRequest, policy: RedactionPolicy): TryResult {
  const { which, text, contentType = 'application/json', paths, defaults } = request;
  const added: RedactionRules = {
    ...emptyRules,
    [which === 'request' ? 'requestBody' : 'responseBody']: paths,
  };
  const mistake = mistakeIn(added);
  if (mistake !== undefined) return { status: 'invalid', message: mistake };
  const rules = policy.rulesWith(added, defaults);
  const { body, redactions } = redactWholeBody(text, rules, which, contentType);
  const part = which === 'request' ? 'request body' : 'response body';
  const found = bodyPlaces(body, bodyRulesOf(rules, which)).map((place): FoundPlace => ({ part, ...place }));
  return {
    status: 'redacted',
    text: body.text,
    omitted: body.omitted,
    redacted: namedByElimination(found, redactions).map(({ at, rules: named }) => ({
      part,
      at,
      rules: named,
    })),
  };
}

/** The text with which an app with these rules in its options would not have started. */
function mistakeIn(rules: RedactionRules): string | undefined {
  try {
    checkRules(rules, inModuleOptions);
    return undefined;
  } catch (error) {
    return `APIToolkitModule: ${error instanceof Error ? error.message : String(error)}`;
  }
}
