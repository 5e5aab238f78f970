import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ProxyAgent } from './proxy-agent.js';
import { bareHost, portOf, type ProxyServer } from './proxy-server.js';
import { openTunnel, reachProxy, type TunnelRoute } from './proxy-tunnel.js';
import { tlsConnection, tlsConnectionToProxy } from './tls-connection.js';
import type { TlsMaterial } from './tls-material.js';

/** The way to a server. */
export interface Route {
  readonly url: URL;
  readonly tls: TlsMaterial;
  readonly proxy: ProxyServer | undefined;
  /** For the way through a proxy, to the last handshake. */
  readonly connectTimeoutMs: number;
}

/**
 * The connections of this way, kept and re-used as `pool` says. No agent holds a secret: agents show their
 * options when they are inspected, and use them as the names of their sockets.
 */
export function createAgent({ proxy, ...direct }: Route, pool: AgentOptions): HttpAgent {
  const { url, tls } = direct;
  const isTls = url.protocol === 'https:';
  if (proxy === undefined)
    return isTls ? new HttpsAgent({ ...pool, ...tlsConnection(bareHost(url), tls) }) : new HttpAgent(pool);
  const route = tunnelRoute({ ...direct, proxy });
  return isTls
    ? new ProxyAgent(url, pool, (signal) => openTunnel(route, signal))
    : new ProxyAgent(url, pool, (signal) => reachProxy(route, signal));
}

/** The way to an https server by a proxy. */
export function tunnelRoute({
  url,
  tls,
  proxy,
  connectTimeoutMs,
}: Route & { proxy: ProxyServer }): TunnelRoute {
  return {
    proxy,
    proxyTls: tlsConnectionToProxy(proxy.hostname, tls),
    authority: `${url.hostname}:${portOf(url)}`,
    tls: tlsConnection(bareHost(url), tls),
    timeoutMs: connectTimeoutMs,
  };
}

/**
 * What a request has more where a proxy forwards it: the whole URL (RFC 9112, section 3.2.2), and who asks. Through a
 * tunnel, and without a proxy, nothing.
 */
export function forwarded(
  url: URL,
  proxy: ProxyServer | undefined,
): { readonly path?: string; readonly headers: Readonly<Record<string, string>> } {
  if (proxy === undefined || url.protocol !== 'http:') return { headers: {} };
  return { path: `${url.origin}${url.pathname}${url.search}`, headers: proxy.authorization() };
}
