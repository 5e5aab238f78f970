import { isIPv4 } from 'node:net';
import type { ProxyServer } from '../export/connection/proxy-server.js';
import { APIToolkitConfigError, refuse } from './option-checks.js';

/** A URL that requests can go to, parsed. */
export function checkEndpoint(option: string, endpoint: string): URL {
  if (!URL.canParse(endpoint)) refuse(option, "a URL such as 'http://localhost:4318'", endpoint);
  const url = new URL(endpoint);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    refuse(option, 'an http:// or https:// URL', url.protocol);
  }
  if (url.username !== '' || url.password !== '') {
    refuse(option, 'a URL without credentials (use the headers option)', 'one with credentials');
  }
  return url;
}

/** The key is a secret: over clear text it may go to this machine only. */
export function checkKeyStaysSecret(option: string, url: URL, proxy?: ProxyServer | 'environment'): void {
  const forwarder = typeof proxy === 'object' ? proxy : undefined;
  const staysHere = forwarder === undefined && isLoopback(url.hostname);
  if (url.protocol === 'https:' || staysHere) return;
  const reader = forwarder === undefined ? url.origin : `the proxy ${forwarder.name}`;
  throw new APIToolkitConfigError(
    `APIToolkitModule: ${option}: ${reader} would receive the API key in clear text. ` +
      'Use an https:// endpoint, leave apiKey out (a Collector can add it), or set allowInsecure: true.',
  );
}

/** RFC 5735, section 3 and RFC 4291, section 2.5.3. A name such as 127.evil.test is no loopback address. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}
