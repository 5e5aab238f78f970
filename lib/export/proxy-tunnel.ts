import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterDelay } from './after-delay.js';
import { codeOf, ConnectionFailure } from './connection-failure.js';
import { askForTunnel } from './proxy-connect.js';
import type { ProxyServer } from './proxy-server.js';

export interface TunnelOptions {
  readonly proxy: ProxyServer;
  /** TLS to the proxy itself, for an https one. */
  readonly proxyTls: ConnectionOptions;
  /** Of the receiver, such as `otel.test:443`. */
  readonly authority: string;
  /** TLS to the receiver, inside of the tunnel: the proxy sees none of it. */
  readonly tls: ConnectionOptions;
  /** For all of it together. */
  readonly timeoutMs: number;
}

/**
 * A connection to the receiver through a proxy, over TLS, verified. It does not keep the process alive.
 *
 * @throws ConnectionFailure
 */
export async function openTunnel(options: TunnelOptions, signal: AbortSignal): Promise<TLSSocket> {
  const { proxy, proxyTls, authority, tls, timeoutMs } = options;
  const opened: Socket[] = [];
  const giveUp = (reason: string): void => {
    for (const socket of opened) socket.destroy(new ConnectionFailure(reason));
  };
  const abort = (): void => giveUp('the transport was shut down');
  let late = 'no connection to the proxy in time';
  let failed = 'the connection to the proxy failed';
  const cancelDeadline = afterDelay(timeoutMs, () => giveUp(late));
  signal.addEventListener('abort', abort);
  try {
    const toProxy = track(opened, connectToProxy(proxy, proxyTls));
    await once(toProxy, proxy.isTls ? 'secureConnect' : 'connect');
    late = 'no answer of the proxy in time';
    await askForTunnel(toProxy, authority, proxy.authorization());
    late = 'no TLS handshake in time';
    failed = 'the connection failed';
    const secure = track(opened, connectTls({ ...tls, socket: toProxy }));
    await once(secure, 'secureConnect');
    return secure;
  } catch (error) {
    for (const socket of opened) socket.destroy();
    throw error instanceof ConnectionFailure ? error : new ConnectionFailure(`${failed} (${codeOf(error)})`);
  } finally {
    cancelDeadline();
    signal.removeEventListener('abort', abort);
  }
}

export function connectToProxy({ isTls, hostname, port }: ProxyServer, tls: ConnectionOptions): Socket {
  return isTls ? connectTls({ ...tls, port }) : connectTcp({ host: hostname, port });
}

/** Remembers the socket for the end, whatever that is; an error that nobody waits for any more is none. */
function track<S extends Socket>(opened: Socket[], socket: S): S {
  opened.push(socket);
  socket.on('error', () => {});
  socket.unref();
  return socket;
}
