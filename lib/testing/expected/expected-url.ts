import type { RedactedExchange } from '../../exchange/redacted-exchange.js';

/** The URL of a call: absolute, with or without its query, or with the route that the call was given as its path. */
export type ExpectedUrl = string | RegExp;

/** @throws TypeError for anything but an absolute URL or a RegExp */
export function readUrl(url: unknown): ExpectedUrl {
  if (url instanceof RegExp) return url;
  if (typeof url === 'string' && URL.canParse(url)) return url;
  throw new TypeError(
    `Expected an absolute URL such as 'https://api.example/todos/1', or a RegExp, got ${JSON.stringify(url)}`,
  );
}

export function matchesUrl(expected: ExpectedUrl, { request, route }: RedactedExchange): boolean {
  // A copy: one with the flag g would remember where it was.
  if (expected instanceof RegExp) return new RegExp(expected).test(request.url);
  const [actual = '', bare = ''] = [request.url, request.url.split(/[?#]/)[0]].map(normal);
  const wanted = normal(expected);
  return (
    wanted === actual || wanted === bare || (route !== undefined && wanted === onSameHost(request.url, route))
  );
}

function onSameHost(url: string, route: string): string | undefined {
  return URL.canParse(url) ? normal(new URL(url).origin + route) : undefined;
}

/** `https://api.example` and `https://API.example:443/` are the same. */
function normal(url = ''): string {
  return URL.canParse(url) ? new URL(url).href : url;
}
