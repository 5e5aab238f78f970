import { nullRecord } from '../../exchange/null-record.js';
import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';
import type { NameMatcher } from '../names/name-matcher.js';
import { redactPathText } from './path-text.js';
import { fillPathTemplate, templateParams } from './path-template.js';
import { redactQueryText } from './query-text.js';
import type { UrlScope } from './url-scope.js';
import { redactAuthority, splitUrl, type UrlParts } from './url-text.js';

export interface RequestUrl {
  readonly scheme: string;
  readonly host?: string | undefined;
  readonly target: string;
  readonly pathParams: Readonly<Record<string, string>>;
}

export interface RedactedUrl {
  /** Absolute, without userinfo. */
  readonly url: string;
  readonly path: string;
  readonly host?: string | undefined;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly pathParams: Readonly<Record<string, string>>;
}

/** Node accepts 16 KiB of request line and headers by default; what is far beyond is nothing to read. */
const MAX_TARGET_CHARS = 32_768;
/** Stands where no Host was sent; `.invalid` is reserved for what does not exist (RFC 6761 section 6.4). */
const UNKNOWN_HOST = 'unknown.invalid';
/** A name or an IPv4 address, and a port: nearly every Host field. */
const PLAIN_HOST = /^[\w.-]+(?::\d+)?$/;
const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Redacts the URL of a request in all the forms it leaves in: whole, path, query and path parameters. */
export function redactRequestUrl(
  request: RequestUrl,
  route: string | undefined,
  matchPathParam: NameMatcher,
  scope: UrlScope,
): RedactedUrl {
  const host = redactHost(request.host, scope);
  scope.tally.passed.enter('path parameter');
  const pathParams = redactPathParams(request.pathParams, matchPathParam, scope);
  scope.tally.passed.enter('query');
  const target = splitTarget(request.target, `${request.scheme}://`, host ?? UNKNOWN_HOST);
  const authority = target === undefined ? undefined : redactAuthority(target, scope);
  if (target === undefined || authority === undefined) {
    return withheld(`${request.scheme}://${host ?? UNKNOWN_HOST}`, host, pathParams);
  }
  const path = redactPath(target.path, request.pathParams, route, matchPathParam, scope);
  const query: Record<string, string[]> = nullRecord();
  const collect = (name: string, value: string): void => void (query[name] ??= []).push(value);
  const queryText = target.query === undefined ? '' : `?${redactQueryText(target.query, scope, 0, collect)}`;
  const fragmentText = target.fragment === undefined ? '' : `#${scope.redactNested(target.fragment, 0)}`;
  const slash = path === '' || path.startsWith('/') ? '' : '/';
  return {
    url: target.prefix + authority + slash + path + queryText + fragmentText,
    path,
    host,
    query,
    pathParams,
  };
}

/**
 * The path, query and fragment of the target, with the origin it was sent to; undefined when it is too long
 * to read.
 */
function splitTarget(target: string, schemePrefix: string, host: string): UrlParts | undefined {
  if (target.length > MAX_TARGET_CHARS) return undefined;
  if (ABSOLUTE_FORM.test(target)) return splitUrl(target);
  // A path may start with two slashes: in a request target they do not start an authority (RFC 9112 section
  // 3.2.1).
  const { path, query, fragment } = splitUrl(target, 'path-first');
  return { prefix: schemePrefix, authority: host, path, query, fragment };
}

function withheld(
  origin: string,
  host: string | undefined,
  pathParams: Readonly<Record<string, string>>,
): RedactedUrl {
  return {
    url: `${origin}/${CLIENT_REDACTED}`,
    path: `/${CLIENT_REDACTED}`,
    host,
    query: nullRecord(),
    pathParams,
  };
}

function redactHost(host: string | undefined, scope: UrlScope): string | undefined {
  if (host === undefined || PLAIN_HOST.test(host)) return host;
  const authority = host.replace(/[\s/\\?#].*$/s, '');
  return redactAuthority({ prefix: '', authority, path: '' }, scope) ?? CLIENT_REDACTED;
}

function redactPathParams(
  pathParams: Readonly<Record<string, string>>,
  matchPathParam: NameMatcher,
  scope: UrlScope,
): Readonly<Record<string, string>> {
  const redacted: Record<string, string> = nullRecord();
  for (const name of Object.keys(pathParams)) {
    const value = pathParams[name] ?? '';
    const rule = matchPathParam(name);
    if (rule === undefined) {
      const shown = scope.redactNested(value, 0);
      redacted[name] = shown;
      if (shown !== CLIENT_REDACTED) scope.tally.passed.note(name);
      continue;
    }
    scope.tally.count(rule);
    scope.tainted.add(value);
    redacted[name] = CLIENT_REDACTED;
  }
  return redacted;
}

/**
 * The path as it was sent, or, when one of its parameters is redacted, the route with its parameters filled
 * in again.
 */
function redactPath(
  path: string,
  pathParams: Readonly<Record<string, string>>,
  route: string | undefined,
  matchPathParam: NameMatcher,
  scope: UrlScope,
): string {
  const names = [...Object.keys(pathParams), ...(route === undefined ? [] : templateParams(route))];
  const isRedacted = (name: string): boolean => matchPathParam(name) !== undefined;
  if (!names.some(isRedacted)) return redactPathText(path, scope);
  // Without the template, nobody can say where in the path the parameter stands.
  if (route === undefined) return `/${CLIENT_REDACTED}`;
  return redactPathText(fillPathTemplate(route, { pathParams, isRedacted }), scope);
}
