import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Refusal } from './refusal.js';

/** A refusal for whoever is not on this machine, or may not speak for who is; undefined for who is. */
export function refusalOfRemote(request: IncomingMessage): Refusal | undefined {
  if (!isLoopbackAddress(request.socket.remoteAddress)) {
    return refused(
      'The inspector answers this machine only. Open it at localhost, or through an SSH tunnel.',
    );
  }
  // A proxy on this machine makes all the world look local. HTTP/1.0 is what proxies speak, and browsers do not.
  if (request.httpVersion === '1.0' || hasPassedProxy(request)) {
    return refused(
      'The inspector answers no request that came through a proxy. Open it on the port of the app itself.',
    );
  }
  const hosts = hostsOf(request);
  if (hosts.length === 0 || !hosts.every(isLocalHost)) {
    return refused(
      'The inspector answers to localhost, 127.0.0.1 and [::1] only. Open it under one of these names.',
    );
  }
  return undefined;
}

/** A refusal for what a page of another origin makes a browser send. */
export function refusalOfOtherSites(request: IncomingMessage): Refusal | undefined {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOwnOrigin =
    origin === undefined || hostsOf(request).every((host) => origin === ownOrigin(request, host));
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  if (isOwnOrigin && isOwnSite) return undefined;
  return refused('Another page asked for this. Type the address of the inspector into the browser instead.');
}

/** A refusal for browsers: none of them has a reason to send this. */
export function refusalOfBrowsers({ headers }: IncomingMessage): Refusal | undefined {
  if (headers.origin === undefined && headers['sec-fetch-site'] === undefined) return undefined;
  return refused('Records are taken from programs, not from pages in a browser.');
}

/** Whether an address is of this machine alone (RFC 1122, section 3.2.1.3; RFC 4291, sections 2.5.3 and 2.5.5.2). */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  if (address === '::1') return true;
  const mapped = address.toLowerCase().startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  return isIPv4(mapped) && mapped.startsWith('127.');
}

/** The names of this machine and a port, exactly: what only begins or ends like one may lead anywhere. */
export function isLocalHost(host: string): boolean {
  return LOCAL_HOST.test(host);
}

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

const PROXY_HEADERS = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
];
const PROXY_PREFIXES = ['x-forwarded-', 'cf-', 'x-envoy-', 'x-original-'];

function hasPassedProxy({ headers }: IncomingMessage): boolean {
  return Object.keys(headers).some(
    (name) => PROXY_HEADERS.includes(name) || PROXY_PREFIXES.some((prefix) => name.startsWith(prefix)),
  );
}

/** All that say where the request is to go; HTTP/2 has a field of its own for it. */
function hostsOf({ headers, headersDistinct }: IncomingMessage): readonly string[] {
  const authority: unknown = headers[':authority'];
  // The compatible requests of HTTP/2 have no distinct headers.
  const hosts: readonly string[] = headersDistinct?.['host'] ?? [headers.host ?? []].flat();
  return typeof authority === 'string' ? [authority, ...hosts] : hosts;
}

function ownOrigin({ socket }: IncomingMessage, host: string): string {
  const isSecure = (socket as Partial<TLSSocket>).encrypted === true;
  return `${isSecure ? 'https' : 'http'}://${host.toLowerCase()}`;
}

function refused(error: string): Refusal {
  return { status: 403, error };
}
