/** What went wrong with TLS, and what to do: half sentences, without a full stop. */
export interface TlsTrouble {
  readonly message: string;
  readonly remedy: string;
}

/** What a code of Node or OpenSSL says of TLS, or nothing for those of other kinds. */
export function tlsTrouble(code: string): TlsTrouble | undefined {
  const [, message, remedy] = TROUBLES.find(([pattern]) => pattern.test(code)) ?? [];
  return message === undefined || remedy === undefined ? undefined : { message, remedy };
}

const OWN_AUTHORITY =
  'If it is meant to be so, name its authority: tls.ca, OTEL_EXPORTER_OTLP_CERTIFICATE, or NODE_EXTRA_CA_CERTS for all of Node';
const UNKNOWN_AUTHORITY = 'the certificate is of an authority that is not trusted';

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes; names of alerts changed with OpenSSL 3.5. */
const TROUBLES: readonly (readonly [code: RegExp, message: string, remedy: string])[] = [
  [/^CERT_HAS_EXPIRED$/, 'the certificate has expired', 'Renew the certificate on the server'],
  [
    /^CERT_NOT_YET_VALID$/,
    'the certificate is not valid yet',
    'Check the clock of this machine, then the certificate',
  ],
  [/^DEPTH_ZERO_SELF_SIGNED_CERT$/, 'the certificate is self-signed', OWN_AUTHORITY],
  [/^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER).*)$/, UNKNOWN_AUTHORITY, OWN_AUTHORITY],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'the certificate is for another host name',
    'Use a name that the certificate has, as endpoint or as tls.servername',
  ],
  [
    /^ERR_SSL_.*(UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|ALERT_INSUFFICIENT_SECURITY)$/,
    'its TLS is older than 1.2',
    'Allow TLS 1.2 or 1.3 on the server',
  ],
  [
    /^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/,
    'it asks for a client certificate',
    'Set tls.cert and tls.key, or OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and _CLIENT_KEY',
  ],
  [
    /^ERR_SSL_.*ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_\w+|ACCESS_DENIED|DECRYPT_ERROR)$/,
    'it refuses the client certificate',
    'Compare tls.cert, its authority and its dates with what the server accepts',
  ],
  [
    /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER_FAILURE))$/,
    'no TLS is spoken there',
    'Is this the port of TLS? Without it the endpoint begins with http://',
  ],
];
