import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { isLoopback } from '../../config/endpoint.js';
import { tunnelRoute } from '../../export/connection/http-agent.js';
import { bareHost, portOf } from '../../export/connection/proxy-server.js';
import { openTunnel } from '../../export/connection/proxy-tunnel.js';
import { tlsConnection } from '../../export/connection/tls-connection.js';
import type { Finding, Findings } from '../finding.js';
import { keyOf } from '../settings.js';
import { connectionFailure, failureOfCode } from './connection-failures.js';
import type { EndpointStep } from './endpoint-step.js';
import { wayToReceiver, type Way } from './way.js';

const DAY_MS = 86_400_000;
const FEW_DAYS = 14;

/** The handshake: version, certificate, and whether it is trusted. Nothing is sent over it. */
export const tlsStep: EndpointStep = async ({ receiver, timeoutMs }, findings) => {
  const url = receiver.urls.traces;
  if (url.protocol === 'http:') return clearText(url, keyOf(receiver) !== undefined, findings);
  const way = wayToReceiver(receiver);
  try {
    const socket = await handshake(url, way, timeoutMs);
    const finding = judge(socket, url.host, way, findings);
    socket.destroy();
    return finding;
  } catch (error) {
    const { message, remedy } = connectionFailure(error);
    return findings.fail(`${url.host}: ${message}`, remedy);
  }
};

/** @throws Error with a code, or ConnectionFailure on the way through a proxy */
async function handshake(url: URL, { tls, proxy }: Way, timeoutMs: number): Promise<TLSSocket> {
  // To read what is wrong with it. No byte of ours goes over this connection.
  const unverified = { ...tlsConnection(bareHost(url), tls), rejectUnauthorized: false };
  if (proxy !== undefined) {
    const route = tunnelRoute({ url, tls, proxy, connectTimeoutMs: timeoutMs });
    return openTunnel({ ...route, tls: unverified }, new AbortController().signal);
  }
  const socket = connect({ ...unverified, port: portOf(url) });
  const late = Object.assign(new Error('late'), { code: 'TIMEOUT' });
  const timer = setTimeout(() => socket.destroy(late), timeoutMs);
  try {
    await once(socket, 'secureConnect');
    return socket.on('error', () => {});
  } finally {
    clearTimeout(timer);
  }
}

function judge(socket: TLSSocket, host: string, { tls }: Way, { ok, warn, fail }: Findings): Finding {
  const { valid_to: validTo } = socket.getPeerCertificate();
  if (!socket.authorized) {
    const { message, remedy } = failureOfCode(codeOf(socket.authorizationError));
    if (!tls.verifies)
      return warn(`${host}: ${message}, and insecureSkipVerify lets it pass`, `Leave it out. ${remedy}`);
    return fail(`${host}: ${message}`, remedy);
  }
  const daysLeft = Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS);
  const message = `${socket.getProtocol()}, certificate valid for ${daysLeft} days`;
  return daysLeft < FEW_DAYS ? warn(message, 'Renew the certificate on the server soon.') : ok(message);
}

function clearText(url: URL, hasKey: boolean, { ok, warn }: Findings): Finding {
  if (!hasKey || isLoopback(url.hostname)) return ok('http://, without TLS');
  return warn(
    'http://, without TLS: the key goes in clear text',
    'Use an https:// endpoint, or let a Collector on this machine add the key.',
  );
}

/** Node has the code as the error itself, its types have an error with a code. */
function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, 'code')) : String(error);
}
