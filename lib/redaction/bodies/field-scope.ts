import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { redactNestedText } from '../urls/nested-text.js';
import type { UrlScope } from '../urls/url-scope.js';
import type { BodyContext } from './body-context.js';
import { redactEmbeddedJson } from './json-body.js';

/** How the values of form fields are redacted: as those of a query, but the paths of the body know JSON in them. */
export function fieldScope(context: BodyContext): UrlScope {
  const scope: UrlScope = {
    ...context.scope,
    redactJsonText: (text) => redactJsonValue(text, context),
    redactNested: (value, depth) => redactNestedText(value, scope, depth),
  };
  return scope;
}

/** JSON that some parser may read after all could hold what a path selects: it is shown only without paths. */
function redactJsonValue(text: string, context: BodyContext): string | undefined {
  const redaction = redactEmbeddedJson(text, context);
  if ('text' in redaction) return redaction.text;
  return context.rules.hasPaths && /^\s*[[{]/.test(text) ? CLIENT_REDACTED : undefined;
}
