import type { RedactedExchange } from '../../exchange/redacted-exchange.js';

export interface UrlParts {
  readonly scheme: string | undefined;
  /** Host and port, without userinfo. */
  readonly authority: string | undefined;
  /** Without the question mark; `undefined` when empty. */
  readonly query: string | undefined;
}

/** Cuts a redacted URL as text: parsing and printing it again could undo a redaction. */
export function urlParts(url: string): UrlParts {
  const match = URL_PARTS.exec(url);
  return { scheme: match?.[1]?.toLowerCase(), authority: match?.[2], query: match?.[3] || undefined };
}

/** Scheme, authority behind a userinfo, query: RFC 3986 appendix B. */
const URL_PARTS = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:[^/?#]*@)?([^/?#]*))?[^?#]*(?:\?([^#]*))?/i;

export interface ServerAddress {
  readonly address: string | undefined;
  readonly port: number | undefined;
}

/**
 * The host that was asked: the Host field, or else the URL. The default port is added to outgoing calls
 * only: behind a proxy, nobody here knows which port an incoming request was sent to.
 */
export function serverOf(
  { kind, request }: RedactedExchange,
  { scheme, authority } = urlParts(request.url),
): ServerAddress {
  const host = request.host ?? authority;
  if (host === undefined || host === '') return { address: undefined, port: undefined };
  const match = HOST_AND_PORT.exec(host);
  const address = match?.[1] ?? match?.[2] ?? host;
  const port = match?.[3] === undefined ? undefined : Number(match[3]);
  return { address, port: port ?? (kind === 'outgoing' ? defaultPort(scheme) : undefined) };
}

/** An IPv6 address stands in brackets: RFC 3986 section 3.2.2. */
const HOST_AND_PORT = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/;

function defaultPort(scheme: string | undefined): number | undefined {
  if (scheme === 'https') return 443;
  return scheme === 'http' ? 80 : undefined;
}
