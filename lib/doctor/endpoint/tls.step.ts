import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { isLoopback } from '../../config/endpoint.js';
import type { Finding, Findings } from '../finding.js';
import { keyOf } from '../settings.js';
import { codeOf } from './ask.js';
import { connectionFailure } from './connection-failures.js';
import { connectionOptions } from './connection-options.js';
import type { EndpointStep } from './endpoint-step.js';
import { bare, portOf } from './reach.step.js';

const DAY_MS = 86_400_000;
const FEW_DAYS = 14;

/** The handshake: version, certificate, and whether Node trusts it. Nothing is sent over it. */
export const tlsStep: EndpointStep = async ({ receiver, timeoutMs }, findings) => {
  const url = receiver.urls.traces;
  if (url.protocol === 'http:') return clearText(url, keyOf(receiver) !== undefined, findings);
  return new Promise<Finding>((resolve) => {
    const host = bare(url.hostname);
    const socket = connect({
      ...connectionOptions(),
      host,
      port: portOf(url),
      ...(isIP(host) === 0 && { servername: host }),
      // To read what is wrong with it. No byte of ours goes over this connection.
      rejectUnauthorized: false,
    });
    const finish = (finding: Finding): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(finding);
    };
    const fail = (code: string): void => {
      const { message, remedy } = connectionFailure(code);
      finish(findings.fail(`${url.host}: ${message}`, remedy));
    };
    const timer = setTimeout(fail, timeoutMs, 'TIMEOUT');
    socket.on('error', (error) => fail(codeOf(error)));
    socket.on('secureConnect', () => finish(judge(socket, url.host, findings)));
  });
};

function judge(socket: TLSSocket, host: string, { ok, warn, fail }: Findings): Finding {
  const { valid_to: validTo } = socket.getPeerCertificate();
  if (!socket.authorized) {
    const { message, remedy } = connectionFailure(String(socket.authorizationError));
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
