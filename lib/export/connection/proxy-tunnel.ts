import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterDelay } from '../after-delay.js';
import { codeOf, ConnectionFailure, failureOf } from './connection-failure.js';
import { askForTunnel } from './proxy-connect.js';
import type { ProxyServer } from './proxy-server.js';

export interface ProxyRoute {
  readonly proxy: ProxyServer;
  /** TLS to the proxy itself, for an https one. */
  readonly proxyTls: ConnectionOptions;
  /** For all of it together, to the last handshake. */
  readonly timeoutMs: number;
}

export interface TunnelRoute extends ProxyRoute {
  /** Of the receiver, such as `otel.test:443`. */
  readonly authority: string;
  /** TLS to the receiver, inside of the tunnel: the proxy sees none of it. */
  readonly tls: ConnectionOptions;
}

/**
 * A connection to the proxy, which does not keep the process alive.
 *
 * @throws ConnectionFailure
 */
export function reachProxy(route: ProxyRoute, signal: AbortSignal): Promise<Socket> {
  return underDeadline(route.timeoutMs, signal, (attempt) => attempt.toProxy(route));
}

/**
 * A connection to the receiver through the proxy, over TLS, which does not keep the process alive.
 *
 * @throws ConnectionFailure
 */
export function openTunnel(route: TunnelRoute, signal: AbortSignal): Promise<TLSSocket> {
  return underDeadline(route.timeoutMs, signal, async (attempt) => {
    const socket = await attempt.toProxy(route);
    attempt.late = 'no answer of the proxy in time';
    await askForTunnel(socket, route.authority, route.proxy.authorization());
    attempt.late = 'no TLS handshake in time';
    attempt.subject = 'the connection';
    return attempt.track(connectTls({ ...route.tls, socket }), 'secureConnect');
  });
}

async function underDeadline<S extends Socket>(
  timeoutMs: number,
  signal: AbortSignal,
  open: (attempt: Attempt) => Promise<S>,
): Promise<S> {
  const attempt = new Attempt();
  const abort = (): void => attempt.giveUp('the transport was shut down');
  const cancelDeadline = afterDelay(timeoutMs, () => attempt.giveUp(attempt.late));
  signal.addEventListener('abort', abort);
  try {
    return await open(attempt);
  } catch (error) {
    attempt.giveUp('it failed');
    throw error instanceof ConnectionFailure ? error : failureOf(codeOf(error), attempt.subject);
  } finally {
    cancelDeadline();
    signal.removeEventListener('abort', abort);
  }
}

/** The sockets on the way to a connection, and what to say when it is not reached. */
class Attempt {
  subject = 'the connection to the proxy';
  late = 'no connection to the proxy in time';
  readonly #sockets: Socket[] = [];

  toProxy({ proxy, proxyTls }: ProxyRoute): Promise<Socket> {
    const { isTls, hostname, port } = proxy;
    return isTls
      ? this.track(connectTls({ ...proxyTls, port }), 'secureConnect')
      : this.track(connectTcp({ host: hostname, port }), 'connect');
  }

  /** Resolves at the event. An error that nobody waits for any more is none. */
  async track<S extends Socket>(socket: S, event: string): Promise<S> {
    this.#sockets.push(socket.on('error', () => {}).unref());
    await once(socket, event);
    return socket;
  }

  giveUp(reason: string): void {
    for (const socket of this.#sockets) socket.destroy(new ConnectionFailure(reason));
  }
}
