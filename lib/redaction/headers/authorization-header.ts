import { CLIENT_REDACTED } from '../../exchange/redacted-exchange.js';

export interface RedactedCredentials {
  readonly text: string;
  readonly values: readonly string[];
}

/** The IANA HTTP authentication schemes, and the ones in common use without a registration. */
const SCHEMES: ReadonlySet<string> = new Set([
  'apikey',
  'aws4-hmac-sha256',
  'basic',
  'bearer',
  'concealed',
  'digest',
  'dpop',
  'gnap',
  'hoba',
  'mutual',
  'negotiate',
  'ntlm',
  'oauth',
  'privatetoken',
  'scram-sha-1',
  'scram-sha-256',
  'token',
  'vapid',
]);

/** Keeps the scheme, but only a known one: what stands first may be the secret itself. */
export function redactAuthorization(header: string): RedactedCredentials {
  const [, scheme = '', credentials = ''] = /^\s*(\S+)\s+(\S.*)$/s.exec(header) ?? [];
  if (!SCHEMES.has(scheme.toLowerCase())) return { text: CLIENT_REDACTED, values: [header] };
  const values =
    scheme.toLowerCase() === 'basic' ? [credentials, ...basicCredentials(credentials)] : [credentials];
  return { text: `${scheme} ${CLIENT_REDACTED}`, values };
}

/** What people send in the place of a password when the user name is a key. */
const NO_PASSWORD = /^(?:.{0,4}|x-oauth-basic)$/s;

/** The user name is no secret, unless it stands alone; the password is, wherever it turns up. */
function basicCredentials(credentials: string): readonly string[] {
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon === -1) return [decoded];
  const password = decoded.slice(colon + 1);
  return NO_PASSWORD.test(password) ? [decoded.slice(0, colon)] : [password];
}
