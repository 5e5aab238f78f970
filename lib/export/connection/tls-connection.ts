import { isIP } from 'node:net';
import { rootCertificates, type ConnectionOptions } from 'node:tls';
import { minVersion, TlsMaterial } from './tls-material.js';

/**
 * What a TLS connection to this host is made with: nothing that shows a key. Everything is said that Node would
 * otherwise take from the environment or from a header.
 */
export function tlsConnection(host: string, tls: TlsMaterial): ConnectionOptions {
  return {
    host,
    servername: tls.servername ?? serverName(host),
    rejectUnauthorized: tls.verifies,
    minVersion: minVersion(),
    ALPNProtocols: ['http/1.1'],
    ...(tls.isOwn && { secureContext: tls.secureContext }),
  };
}

/**
 * The same for a proxy: the authorities of the receiver are trusted for it too, beside the system's. It is always
 * verified, and never shown the certificate of this process.
 */
export function tlsConnectionToProxy(host: string, { ca }: TlsMaterial): ConnectionOptions {
  const own = new TlsMaterial(ca === undefined ? {} : { ca: [...rootCertificates, ...ca] });
  return tlsConnection(host, own);
}

/** RFC 6066, section 3: no address, and no dot at the end. Node then verifies against the host. */
function serverName(host: string): string {
  return isIP(host) === 0 ? host.replace(/\.$/, '') : '';
}
