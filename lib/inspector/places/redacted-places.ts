import { CLIENT_REDACTED, type RedactedExchange } from '../../exchange/redacted-exchange.js';
import type { HeaderMap } from '../../exchange/exchange.js';
import type { CompiledRules } from '../../redaction/rules/compiled-rules.js';
import type { RedactedPart, RedactedPlace } from '../inspector-api.js';
import { bodyPlaces, markersIn } from './body-places.js';
import type { FoundPlace } from './found-place.js';
import { namedByElimination } from './unnamed-places.js';

/**
 * Every place of a redacted exchange in which the marker stands, with the rules that select it.
 *
 * @param rules of the exchange; left out where they are those of another process
 */
export function redactedPlaces(
  exchange: Pick<RedactedExchange, 'request' | 'response' | 'redactions'>,
  rules?: CompiledRules,
): readonly RedactedPlace[] {
  const { request, response, redactions } = exchange;
  const bodies = { request: rules?.requestBody, response: rules?.responseBody };
  const found: readonly FoundPlace[] = [
    ...headerPlaces('request header', request.headers, rules),
    ...parameterPlaces('query', request.query, rules?.matchQuery),
    ...parameterPlaces('path param', request.pathParams, rules?.matchPathParam),
    ...pathPlaces(request, rules),
    ...bodyPlaces(request.body, bodies.request).map(inPart('request body')),
    ...headerPlaces('response header', response?.headers ?? {}, rules),
    ...bodyPlaces(response?.body, bodies.response).map(inPart('response body')),
  ];
  return rules === undefined ? found.map(shown) : namedByElimination(found, redactions).map(shown);
}

function shown({ part, at, rules }: FoundPlace): RedactedPlace {
  return { part, at, rules };
}

function inPart(part: RedactedPart): (place: Omit<FoundPlace, 'part'>) => FoundPlace {
  return (place) => ({ part, ...place });
}

function headerPlaces(
  part: RedactedPart,
  headers: HeaderMap,
  rules: CompiledRules | undefined,
): readonly FoundPlace[] {
  return parameterPlaces(part, headers, rules && ((name) => rules.headerFacts(name).rule));
}

function parameterPlaces(
  part: RedactedPart,
  values: Readonly<Record<string, string | readonly string[]>>,
  ruleOf: ((name: string) => string | undefined) | undefined,
): readonly FoundPlace[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const marked = [value].flat().filter((each) => each.includes(CLIENT_REDACTED));
    if (marked.length === 0) return [];
    const rule = ruleOf?.(name);
    return [{ part, at: name, times: marked.length, rules: rule === undefined ? [] : [rule] }];
  });
}

/** A path parameter that is redacted stands in the path as well, and is counted there no more. */
function pathPlaces(
  { path, pathParams }: RedactedExchange['request'],
  rules: CompiledRules | undefined,
): readonly FoundPlace[] {
  const times = markersIn(path);
  if (times === 0) return [];
  const named = Object.keys(pathParams).flatMap((name) => rules?.matchPathParam(name) ?? []);
  return [{ part: 'url', at: 'path', times: named.length > 0 ? 0 : times, rules: [...new Set(named)] }];
}
