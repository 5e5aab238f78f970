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

export type MessageOptions = Pick<BodyPolicy, 'maxBodyBytes' | 'isListed'>;

/** How the messages of one exchange are redacted. */
export interface ExchangeMessageOptions extends MessageOptions {
  /** Whether URLs may repeat values that nobody knows: nothing of them is told then. */
  readonly areUrlsWithheld: boolean;
}

export interface RedactedMessages {
  readonly request: RedactedRequest;
  readonly response?: RedactedResponse;
}

/** What stands for a URL that could not be redacted. */
const WITHHELD_URL: RedactedUrl = { url: CLIENT_REDACTED, path: CLIENT_REDACTED, query: {}, pathParams: {} };

/** Redacts request and response, and then, in their URLs, the values that were found anywhere in them. */
export function redactMessages(
  exchange: Exchange,
  rules: CompiledRules,
  options: ExchangeMessageOptions,
  scope: ExchangeScope,
): RedactedMessages {
  const { request, response, route, rulesKnown } = exchange;
  const urlScope = urlScopeOf(exchange, rules, scope);
  const headersOf = (headers: HeaderMap): HeaderMap =>
    scope.attempt(
      'headers',
      () => redactHeaders(headers, { ...rules, maskText: scope.maskText }, urlScope),
      {},
    );
  const bodyOf = (body: WireBody, headers: HeaderMap, bodyRules: BodyRules): CapturedBody =>
    rulesKnown ? capturedBody(body, headers, bodyRules, options, scope) : withoutRules(body, headers);

  const target = { ...request, ...(route !== undefined && { route }) };
  const url = scope.attempt(
    'url',
    () => redactRequestUrl(target, rules.matchPathParam, urlScope),
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

  const maskValues = valueMask(options, scope);
  const maskHeaders = (headers: HeaderMap): HeaderMap =>
    maskValues === undefined
      ? headers
      : scope.attempt('headers', () => maskUrlHeaders(headers, maskValues), {});
  const maskedUrl =
    maskValues === undefined ? url : scope.attempt('url', () => maskUrlValues(url, maskValues), WITHHELD_URL);
  return {
    request: {
      method: request.method,
      ...maskedUrl,
      headers: maskHeaders(requestHeaders),
      ...(requestBody && { body: requestBody }),
      ...(request.clientAddress !== undefined && { clientAddress: request.clientAddress }),
      ...(request.httpVersion !== undefined && { httpVersion: request.httpVersion }),
    },
    ...(response && {
      response: {
        statusCode: response.statusCode,
        headers: maskHeaders(responseHeaders ?? {}),
        ...(responseBody && { body: responseBody }),
      },
    }),
  };
}

/** What becomes of the values in URLs; undefined where nothing was found that they could repeat. */
function valueMask(
  { areUrlsWithheld }: ExchangeMessageOptions,
  { tainted, maskValues }: ExchangeScope,
): ((text: string) => string) | undefined {
  if (areUrlsWithheld) return () => CLIENT_REDACTED;
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
  return redactBody(
    {
      ...body,
      ...(contentType !== undefined && { contentType }),
      ...(contentEncoding !== undefined && { contentEncoding }),
    },
    { ...options, rules, maskText: scope.maskText, scope },
  );
}

/** Nobody knows which rules hold for the body: its size and type are all that is told. */
function withoutRules({ byteLength, truncated }: WireBody, headers: HeaderMap): CapturedBody {
  const contentType = parseMediaType(headerText(headers, 'content-type') ?? '')?.essence;
  return {
    ...(contentType !== undefined && { contentType }),
    byteLength,
    truncated,
    omitted: 'route-unknown',
  };
}
