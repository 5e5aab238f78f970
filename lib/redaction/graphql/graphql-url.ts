import type { BodyRules } from '../bodies/body-context.js';
import { redactJsonMember } from '../bodies/json-body.js';
import type { ExchangeScope } from '../exchange-scope.js';
import { redactNestedText } from '../urls/nested-text.js';
import type { UrlScope } from '../urls/url-scope.js';

/** The parameters of GraphQL over GET that hold JSON; in a body they are members. */
const JSON_PARAMETERS = ['variables', 'extensions'];

/** How the URLs of a GraphQL request are redacted: the paths of its body know the variables in them. */
export function graphqlUrlScope(scope: ExchangeScope, rules: BodyRules): UrlScope {
  const context = {
    mediaType: { essence: 'application/json' },
    rules,
    complete: true,
    maxOutputBytes: Number.POSITIVE_INFINITY,
    maskText: scope.maskText,
    scope,
  };
  const redactAs = (json: string | undefined, name: string): string | undefined => {
    if (json === undefined) return undefined;
    const redaction = redactJsonMember(json, name, context);
    return 'text' in redaction ? redaction.text : undefined;
  };
  const urlScope: UrlScope = {
    ...scope,
    // Which parameter a text comes from is not asked: it is redacted as any of them.
    redactJsonText: (text) => JSON_PARAMETERS.reduce<string | undefined>(redactAs, text),
    redactNested: (value, depth) => redactNestedText(value, urlScope, depth),
  };
  return urlScope;
}

/** As long as no rules are known, variables may hold anything, under names that say nothing. */
export function urlScopeWithoutRules(scope: ExchangeScope): UrlScope {
  return {
    ...scope,
    matchParameter: (name) => (name === 'variables' ? 'graphql variables' : scope.matchParameter(name)),
  };
}
