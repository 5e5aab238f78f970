import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { bareHost, portOf, type ProxyServer } from './proxy-server.js';
import { connectToProxy, openTunnel, type TunnelOptions } from './proxy-tunnel.js';
import { tlsConnection, tlsConnectionToProxy } from './tls-connection.js';
import type { TlsMaterial } from './tls-material.js';

/** The way to the receiver. */
export interface Route {
  readonly url: URL;
  readonly tls: TlsMaterial;
  readonly proxy: ProxyServer | undefined;
  readonly connectTimeoutMs: number;
}

/**
 * The connections of this way, kept and re-used as `pool` says. No agent holds a secret: agents show their
 * options when they are inspected, and use them as the names of their sockets.
 */
export function createAgent({ url, tls, proxy, connectTimeoutMs }: Route, pool: AgentOptions): HttpAgent {
  const host = bareHost(url);
  if (proxy === undefined) {
    return url.protocol === 'https:'
      ? new HttpsAgent({ ...pool, ...tlsConnection(host, tls) })
      : new HttpAgent(pool);
  }
  const proxyTls = tlsConnectionToProxy(proxy.hostname, tls);
  if (url.protocol === 'http:') return new ForwardingAgent(pool, proxy, proxyTls);
  return new TunnelAgent(pool, {
    proxy,
    proxyTls,
    authority: `${url.hostname}:${portOf(url)}`,
    tls: tlsConnection(host, tls),
    timeoutMs: connectTimeoutMs,
  });
}

/** Connects to the proxy, which is then asked for the whole URL (RFC 9112, section 3.2.2). */
class ForwardingAgent extends HttpAgent {
  readonly #proxy: ProxyServer;
  readonly #proxyTls: ConnectionOptions;

  constructor(pool: AgentOptions, proxy: ProxyServer, proxyTls: ConnectionOptions) {
    super(pool);
    this.#proxy = proxy;
    this.#proxyTls = proxyTls;
  }

  override createConnection(): Duplex {
    return connectToProxy(this.#proxy, this.#proxyTls);
  }
}

class TunnelAgent extends HttpsAgent {
  readonly #options: TunnelOptions;
  readonly #opening = new Set<AbortController>();

  constructor(pool: AgentOptions, options: TunnelOptions) {
    super(pool);
    this.#options = options;
  }

  override createConnection(
    _options: unknown,
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined {
    const controller = new AbortController();
    this.#opening.add(controller);
    openTunnel(this.#options, controller.signal)
      .finally(() => this.#opening.delete(controller))
      .then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error),
      );
  }

  /** Those too that are not open yet, which the agent does not know of. */
  override destroy(): void {
    for (const controller of this.#opening) controller.abort();
    super.destroy();
  }
}
