import { failureOf, failureReason } from '../connection/connection-failure.js';

/**
 * A fixed text for what grpc-js says of a connection that came to nothing. Its own text names addresses, and it
 * has no code beside it.
 */
export function reasonOfDetails(details: string): string {
  const code = SYSTEM_CODE.exec(details)?.[0] ?? CODES.find(([pattern]) => pattern.test(details))?.[1];
  if (code !== undefined) return failureReason(failureOf(code));
  const known = KNOWN.find(([pattern]) => pattern.test(details));
  return known?.[1] ?? 'no connection could be made: check the endpoint';
}

/** Node's names of system errors, as far as connecting meets them. */
const SYSTEM_CODE =
  /\b(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EINVAL|EACCES|EPERM|EMFILE|ENFILE|ENOTFOUND|EAI_AGAIN)\b/;

/** The messages of OpenSSL and Node, and the names that Node gives these errors elsewhere. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/certificate has expired/, 'CERT_HAS_EXPIRED'],
  [/certificate is not yet valid/, 'CERT_NOT_YET_VALID'],
  [/self.signed certificate in/, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self.signed certificate/, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to verify the first/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/unable to get local issuer/, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/does not match certificate/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/unsupported protocol/, 'ERR_SSL_UNSUPPORTED_PROTOCOL'],
  [/alert protocol version/, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/certificate required/, 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  [/handshake failure/, 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
  [/alert unknown ca/, 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'],
  [/alert bad certificate/, 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'],
  [/wrong version number/, 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [/packet length too long/, 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
];

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/Name resolution failed/, 'the name did not resolve'],
  [/Protocol error|no application protocol/, 'the connection failed (it does not speak HTTP/2)'],
];
