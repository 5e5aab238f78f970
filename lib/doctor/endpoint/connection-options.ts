import type { ConnectionOptions } from 'node:tls';

/**
 * What every connection of the doctor is opened with: the one place for options such as an own certificate authority
 * or a client certificate, once the module has them. Until then Node's own: NODE_EXTRA_CA_CERTS among it.
 */
export function connectionOptions(): ConnectionOptions {
  return {};
}
