import type { BodyRules } from '../bodies/body-context.js';
import { compileBodyRules } from './body-rules.js';
import { compileAutomaton, type JsonAutomaton } from '../json-path/automaton.js';
import type { NameJudges } from '../json-path/name-table.js';
import { compileNameMatcher, type NameMatcher } from '../names/name-matcher.js';
import { compileHeaderFacts, type HeaderFactsOf } from '../headers/header-facts.js';
import { PlainHeaderValues } from '../headers/plain-header-values.js';
import type { RedactionRules } from './redaction-rules.js';
import { defaultNameLabel } from './rule-labels.js';
import { sensitiveName, sensitiveQueryName } from '../names/sensitive-names.js';
import { suspicionOf } from '../names/suspicious-names.js';
import { compileDetectors, type ValueDetectors } from '../detectors/value-detectors.js';
import type { PersonalValue } from '../detectors/personal-values.js';

/** Rules made ready at boot: per request nothing is parsed. */
export interface CompiledRules {
  readonly defaults: boolean;
  readonly detectors: ValueDetectors;
  readonly headerFacts: HeaderFactsOf;
  readonly matchQuery: NameMatcher;
  readonly matchPathParam: NameMatcher;
  readonly requestBody: BodyRules;
  readonly responseBody: BodyRules;
  /** The default names alone, for JSON inside a query value, which no path speaks of. */
  readonly namesOnly: JsonAutomaton;
  /** Which names are worth telling where nothing redacts their values. */
  readonly suspiciousName: (name: string) => boolean;
}

/** @param plainHeaders may be shared by all rules with the same detectors */
export function compileRules(
  rules: RedactionRules,
  defaults: boolean,
  values: readonly PersonalValue[] = [],
  plainHeaders: PlainHeaderValues = new PlainHeaderValues(),
): CompiledRules {
  const suspiciousName = suspicionOf(defaults);
  const names: NameJudges = { suspiciousName, ...(defaults && { sensitiveName: labelledName }) };
  const parameters = defaults ? { sensitive: sensitiveQueryName } : {};
  const pathParams = defaults ? { sensitive: sensitiveName } : {};
  return {
    defaults,
    detectors: compileDetectors({ defaults, values }),
    headerFacts: compileHeaderFacts({
      configured: rules.headers,
      defaults,
      isSuspicious: suspiciousName,
      plainHeaders,
    }),
    matchQuery: compileNameMatcher({ list: 'query', configured: rules.query, ...parameters }),
    matchPathParam: compileNameMatcher({ list: 'pathParams', configured: rules.pathParams, ...pathParams }),
    requestBody: compileBodyRules('requestBody', rules.requestBody, names),
    responseBody: compileBodyRules('responseBody', rules.responseBody, names),
    namesOnly: compileAutomaton([], names),
    suspiciousName,
  };
}

function labelledName(memberName: string): string | undefined {
  const term = sensitiveName(memberName);
  return term === undefined ? undefined : defaultNameLabel(term);
}
