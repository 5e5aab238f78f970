import type { Exchange, HeaderMap, WireBody } from '../exchange/exchange.js';
import {
  CLIENT_REDACTED,
  type CapturedBody,
  type RedactedRequest,
  type RedactedResponse,
} from '../exchange/redacted-exchange.js';
import type { BodyRules } from './bodies/body-context.js';
import { redactBody, type BodyPolicy } from './bodies/body-redactor.js';
import type { CompiledRules } from './rules/compiled-rules.js';
import type { ExchangeScope } from './exchange-scope.js';
import { maskGraphqlErrors } from './graphql/graphql-errors.js';
import { graphqlUrlScope, urlScopeWithoutRules } from './graphql/graphql-url.js';
import { redactHeaders } from './headers/header-rules.js';
import { headerText } from './headers/header-text.js';
import { parseMediaType } from './bodies/media-type.js';
import { maskUrlHeaders, maskUrlValues } from './taints/tainted-urls.js';
import { redactRequestUrl, type RedactedUrl } from './urls/url-rules.js';
import type { UrlScope } from './urls/url-scope.js';
import type { UnseenBodies } from './unseen-bodies.js';

export type MessageOptions = Pick<BodyPolicy, 'maxBodyBytes' | 'isListed'>;

export interface RedactedMessages {
  readonly request: RedactedRequest;
  readonly response: RedactedResponse | undefined;
}

/** What stands for a URL that could not be redacted. */
const WITHHELD_URL: RedactedUrl = { url: CLIENT_REDACTED, path: CLIENT_REDACTED, query: {}, pathParams: {} };

/** Redacts request and response, and then, in their URLs, the values that were found anywhere in them. */
export function redactMessages(
  exchange: Exchange,
  rules: CompiledRules,
  options: MessageOptions,
  unseen: UnseenBodies,
  scope: ExchangeScope,
): RedactedMessages {
  const { request, response, rulesKnown } = exchange;
  const urlScope = urlScopeOf(exchange, rules, scope);
  const headerRules = { headerFacts: rules.headerFacts, maskText: scope.maskText };
  const headersOf = (headers: HeaderMap): HeaderMap =>
    scope.attempt('headers', () => redactHeaders(headers, headerRules, urlScope), {});
  const bodyOf = (body: WireBody, headers: HeaderMap, bodyRules: BodyRules): CapturedBody =>
    rulesKnown ? capturedBody(body, headers, bodyRules, options, scope) : withoutRules(body, headers);

  const url = scope.attempt(
    'url',
    () => redactRequestUrl(request, exchange.route, rules.matchPathParam, urlScope),
    WITHHELD_URL,
  );
  const { passed } = scope.tally;
  passed.enter('header');
  const requestHeaders = headersOf(request.headers);
  passed.enter('request body');
  const requestBody = request.body && bodyOf(request.body, request.headers, rules.requestBody);
  passed.enter('header');
  const responseHeaders = response && headersOf(response.headers);
  passed.enter('response body');
  const answer = response?.body && bodyOf(response.body, response.headers, rules.responseBody);
  const isGraphql = answer !== undefined && exchange.graphql !== undefined;
  const responseBody = isGraphql
    ? maskGraphqlErrors(answer, scope.maskMessage, options.maxBodyBytes)
    : answer;

  const maskValues = valueMask(unseen, scope);
  const maskHeaders = (headers: HeaderMap): HeaderMap =>
    maskValues === undefined
      ? headers
      : scope.attempt('headers', () => maskUrlHeaders(headers, maskValues), {});
  const maskedUrl =
    maskValues === undefined ? url : scope.attempt('url', () => maskUrlValues(url, maskValues), WITHHELD_URL);
  return {
    request: {
      method: request.method,
      url: maskedUrl.url,
      path: maskedUrl.path,
      host: maskedUrl.host,
      query: maskedUrl.query,
      pathParams: maskedUrl.pathParams,
      headers: maskHeaders(requestHeaders),
      body: requestBody,
      clientAddress: request.clientAddress,
      httpVersion: request.httpVersion,
    },
    response: response && {
      statusCode: response.statusCode,
      headers: maskHeaders(responseHeaders ?? {}),
      body: responseBody,
    },
  };
}

/** What becomes of the values in URLs; undefined where nothing was found that they could repeat. */
function valueMask(
  { mayHoldPaths }: UnseenBodies,
  { tainted, maskValues }: ExchangeScope,
): ((text: string) => string) | undefined {
  if (mayHoldPaths) return () => CLIENT_REDACTED;
  return tainted.isEmpty ? undefined : maskValues;
}

function urlScopeOf({ graphql, rulesKnown }: Exchange, rules: CompiledRules, scope: ExchangeScope): UrlScope {
  if (!rulesKnown) return urlScopeWithoutRules(scope);
  return graphql === undefined ? scope : graphqlUrlScope(scope, rules.requestBody);
}

function capturedBody(
  body: WireBody,
  headers: HeaderMap,
  rules: BodyRules,
  options: MessageOptions,
  scope: ExchangeScope,
): CapturedBody {
  const contentType = headerText(headers, 'content-type');
  const contentEncoding = headerText(headers, 'content-encoding');
  const { chunks, byteLength, truncated, cut } = body;
  const { maxBodyBytes, isListed } = options;
  return redactBody(
    { chunks, byteLength, truncated, cut, contentType, contentEncoding },
    { maxBodyBytes, isListed, rules, maskText: scope.maskText, scope },
  );
}

/** Nobody knows which rules hold for the body: its size and type are all that is told. */
function withoutRules({ byteLength, truncated }: WireBody, headers: HeaderMap): CapturedBody {
  const contentType = parseMediaType(headerText(headers, 'content-type') ?? '')?.essence;
  return { contentType, byteLength, truncated, omitted: 'route-unknown', text: undefined };
}
