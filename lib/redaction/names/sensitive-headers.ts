import { sensitiveName } from './sensitive-names.js';

const SENSITIVE_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-access-token',
  'x-csrf-token',
  'x-xsrf-token',
  'x-amz-security-token',
  'x-goog-iap-jwt-assertion',
  'cf-access-jwt-assertion',
  'x-vault-token',
  'x-gitlab-token',
  'x-hub-signature',
  'x-hub-signature-256',
  'stripe-signature',
  'php-auth-pw',
  // Credentials whose names hold no sensitive word.
  'x-auth-key',
  'x-functions-key',
  'ocp-apim-subscription-key',
]);

const SENSITIVE_SUFFIXES = ['-secret', '-token'] as const;

/** The label of a header that is redacted by default, by its lower-cased **name**; values play no part. */
export function sensitiveHeader(lowerCaseName: string): string | undefined {
  if (SENSITIVE_HEADERS.has(lowerCaseName)) return lowerCaseName;
  const suffix = SENSITIVE_SUFFIXES.find((candidate) => lowerCaseName.endsWith(candidate));
  return suffix === undefined ? sensitiveName(lowerCaseName) : `*${suffix}`;
}
