/** What a connection failed with, in words, and what to do. */
export interface ConnectionFailure {
  readonly message: string;
  readonly remedy: string;
}

export function connectionFailure(code: string): ConnectionFailure {
  const [message, remedy] = FAILURES[code] ?? [
    `the connection failed (${code})`,
    'Look for the code on the server, a proxy or a firewall in between.',
  ];
  return { message, remedy };
}

const OWN_AUTHORITY =
  'If the certificate is meant to be so, let Node know its authority: NODE_EXTRA_CA_CERTS=/path/ca.pem before Node starts.';
const NO_TLS = 'Is this the port of TLS? Without it the endpoint begins with http://';

const FAILURES: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOTFOUND: [
    'the name is not known to DNS',
    'Check the host name of the endpoint, and the DNS of this machine.',
  ],
  EAI_AGAIN: ['DNS does not answer', 'Check the DNS of this machine or container, then try again.'],
  ECONNREFUSED: [
    'nothing listens there (ECONNREFUSED)',
    'Is the receiver running? Check host and port of the endpoint.',
  ],
  ECONNRESET: [
    'the connection was closed (ECONNRESET)',
    'Check the port; a server that wants TLS closes http:// so.',
  ],
  EHOSTUNREACH: ['no way to the host (EHOSTUNREACH)', 'Check network and firewall of this machine.'],
  ENETUNREACH: ['no way to the network (ENETUNREACH)', 'Check network and firewall of this machine.'],
  ETIMEDOUT: [
    'no connection (ETIMEDOUT)',
    'A firewall may swallow it: allow outgoing connections to host and port.',
  ],
  TIMEOUT: ['no answer in time', 'Check port and firewall; a slow server may need --timeout 30.'],
  CLOSED: [
    'the connection was closed without an answer',
    'Check the port: something else than the receiver may listen there.',
  ],
  CERT_HAS_EXPIRED: ['the certificate has expired', 'Renew the certificate on the server.'],
  CERT_NOT_YET_VALID: [
    'the certificate is not valid yet',
    'Check the clock of this machine, then the certificate.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate is self-signed', OWN_AUTHORITY],
  SELF_SIGNED_CERT_IN_CHAIN: ['the certificate is of an authority that Node does not know', OWN_AUTHORITY],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'the certificate is of an authority that Node does not know',
    OWN_AUTHORITY,
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'the certificate is of an authority that Node does not know',
    OWN_AUTHORITY,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'the certificate is for another host name',
    'Use a name that the certificate has, or a certificate for this name.',
  ],
  EPROTO: ['no TLS is spoken there', NO_TLS],
  ERR_SSL_WRONG_VERSION_NUMBER: ['no TLS is spoken there', NO_TLS],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['no TLS is spoken there', NO_TLS],
  HPE_INVALID_CONSTANT: ['no HTTP is spoken there', 'Check the port: 4317 is gRPC, 4318 is OTLP over HTTP.'],
};
