import { checkEndpoint, checkKeyStaysSecret } from '../../config/endpoint.js';
import { readText, type Environment } from '../../config/environment.js';
import { isHosted } from '../../config/hosted.js';

/** The base URL of the hosted server's API, as its reference and its command-line client name it. */
const HOSTED_API = 'https://api.monoscope.tech';

export interface ApiUrl {
  readonly url: URL;
  /** Nobody gave it: it is the endpoint's own server, which may be a Collector. */
  readonly isGuess: boolean;
}

/**
 * Where a key can be asked about.
 *
 * @throws APIToolkitConfigError for a URL that cannot be used, or that the key must not go to
 */
export function apiUrl(
  { given, env, allowInsecure }: { given: string | undefined; env: Environment; allowInsecure: boolean },
  endpoint: URL,
): ApiUrl {
  const flag = given === undefined ? undefined : { source: '--api-url', text: given };
  const variable = readText(env, 'APITOOLKIT_API_URL');
  const named =
    flag ?? (variable === undefined ? undefined : { source: 'APITOOLKIT_API_URL', text: variable });
  const base =
    named === undefined
      ? new URL(isHosted(endpoint) ? HOSTED_API : endpoint.origin)
      : checkEndpoint(named.source, named.text);
  if (!allowInsecure) checkKeyStaysSecret(named?.source ?? 'endpoint', base);
  const url = new URL(base.origin);
  url.pathname = `${base.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1/me`;
  return { url, isGuess: named === undefined };
}
