import type { AttributeObject } from '../../export/otlp/attribute-record.js';
import { urlParts } from '../../export/otlp/url-parts.js';
import { nullRecord } from '../../exchange/null-record.js';
import type { RedactedRequest } from '../../exchange/redacted-exchange.js';
import { numberAt, textAt } from './attribute-texts.js';

export type ReceivedUrl = Pick<RedactedRequest, 'url' | 'path' | 'host' | 'query' | 'pathParams'>;

/** The URL of a request, out of what its span has of it. */
export function receivedUrl(attributes: AttributeObject): ReceivedUrl {
  const target = textAt(attributes, 'http.target');
  const full = textAt(attributes, 'url.full', 'http.url');
  const path = textAt(attributes, 'url.path') ?? pathOf(target ?? full ?? '/');
  const query = textAt(attributes, 'url.query') ?? urlParts(target ?? full ?? '').query;
  const host = urlParts(full ?? '').authority ?? hostOf(attributes);
  const scheme = textAt(attributes, 'url.scheme', 'http.scheme') ?? 'http';
  return {
    url: full ?? `${scheme}://${host ?? 'unknown.invalid'}${path}${query === undefined ? '' : `?${query}`}`,
    path,
    host,
    query: parametersAt(attributes, 'http.request.query_params') ?? parametersIn(query ?? ''),
    pathParams: Object.fromEntries(
      Object.entries(parametersAt(attributes, 'http.request.path_params') ?? {}).map(([name, values]) => [
        name,
        values.join(),
      ]),
    ),
  };
}

function pathOf(url: string): string {
  const [beforeQuery = ''] = url.split(/[?#]/, 1);
  return beforeQuery.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') || '/';
}

function hostOf(attributes: AttributeObject): string | undefined {
  const host = textAt(attributes, 'http.host');
  if (host !== undefined) return host;
  const address = textAt(attributes, 'server.address', 'net.host.name', 'net.peer.name');
  if (address === undefined) return undefined;
  const port = numberAt(attributes, 'server.port', 'net.host.port', 'net.peer.port');
  const name = address.includes(':') ? `[${address}]` : address;
  return port === undefined ? name : `${name}:${port}`;
}

function parametersIn(query: string): Readonly<Record<string, readonly string[]>> {
  const parameters: Record<string, string[]> = nullRecord();
  for (const [name, value] of new URLSearchParams(query)) (parameters[name] ??= []).push(value);
  return parameters;
}

/** JSON as our own spans have it; anything else is not it. */
function parametersAt(
  attributes: AttributeObject,
  key: string,
): Readonly<Record<string, readonly string[]>> | undefined {
  const text = textAt(attributes, key);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const parameters: Record<string, readonly string[]> = nullRecord();
    for (const [name, values] of Object.entries(value)) parameters[name] = [values].flat().map(String);
    return parameters;
  } catch {
    return undefined;
  }
}
