/**
 * A fixed text for what grpc-js says of a connection that came to nothing. Its own text names addresses, and it
 * has no code beside it.
 */
export function connectionFailure(details: string): string {
  const code = SYSTEM_CODE.exec(details)?.[0];
  if (code !== undefined) return `the connection failed (${code})`;
  const known = KNOWN.find(([pattern]) => pattern.test(details));
  return known?.[1] ?? 'no connection could be made: check the endpoint';
}

/** Node's names of system errors, as far as connecting meets them. */
const SYSTEM_CODE =
  /\b(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EINVAL|EACCES|EPERM|EMFILE|ENFILE|ENOTFOUND|EAI_AGAIN)\b/;

/** The messages of OpenSSL and Node, with the names that Node gives these errors elsewhere. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/Name resolution failed/, 'the name did not resolve'],
  [/certificate has expired/, 'the connection failed (CERT_HAS_EXPIRED)'],
  [/certificate is not yet valid/, 'the connection failed (CERT_NOT_YET_VALID)'],
  [/self.signed certificate in/, 'the connection failed (SELF_SIGNED_CERT_IN_CHAIN)'],
  [/self.signed certificate/, 'the connection failed (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  [/unable to verify the first/, 'the connection failed (UNABLE_TO_VERIFY_LEAF_SIGNATURE)'],
  [/unable to get local issuer/, 'the connection failed (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)'],
  [/does not match certificate/, 'the connection failed (ERR_TLS_CERT_ALTNAME_INVALID)'],
  [/certificate required|handshake failure/, 'the connection failed (it asks for a client certificate)'],
  [/wrong version number|packet length too long/, 'the connection failed (it does not speak TLS)'],
  [/Protocol error|no application protocol/, 'the connection failed (it does not speak HTTP/2)'],
];
