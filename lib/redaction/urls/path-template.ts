import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import { rememberNames } from '../../memory/remember-names.js';
import { encodeComponent } from './percent-encoding.js';

export interface PathTemplateValues {
  readonly pathParams: Readonly<Record<string, string>>;
  isRedacted(paramName: string): boolean;
}

const PARAM = /:([A-Za-z_]\w*)(\?)?/g;
const PLAIN_SEGMENT = /^(?:[^:*{}()+?]|:[A-Za-z_]\w*\??)*$/;

/** The names of the `:name` parameters of a route template. */
export const templateParams: (route: string) => readonly string[] = rememberNames((route) =>
  [...route.matchAll(PARAM)].map((match) => match[1] ?? ''),
);

/**
 * The path of a route with its parameters filled in again, the redacted ones as the marker. From the first
 * wildcard, group or pattern on, the rest is the marker: which part of the path it covers is the router's
 * secret.
 */
export function fillPathTemplate(route: string, values: PathTemplateValues): string {
  const filled: string[] = [];
  for (const segment of route.split('/')) {
    if (!PLAIN_SEGMENT.test(segment)) return [...filled, CLIENT_REDACTED].join('/');
    const text = segment.replace(PARAM, (_, name: string, optional?: string) =>
      fillParam(name, optional, values),
    );
    // An optional parameter that was not given takes its slash with it.
    if (text !== '' || segment === '') filled.push(text);
  }
  return filled.join('/');
}

function fillParam(name: string, optional: string | undefined, values: PathTemplateValues): string {
  const value = Object.hasOwn(values.pathParams, name) ? values.pathParams[name] : undefined;
  if (value === undefined) return optional === undefined ? CLIENT_REDACTED : '';
  return values.isRedacted(name) ? CLIENT_REDACTED : encodeComponent(value);
}
