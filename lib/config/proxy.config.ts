import { isIP } from 'node:net';
import { bareHost, portOf, ProxyServer } from '../export/connection/proxy-server.js';
import { isLoopback } from './endpoint.js';
import { readText, type Environment } from './environment.js';
import { refuse } from './option-checks.js';

/**
 * The proxy on the way to this URL: the one of the option, which has the last word, or the one that the environment
 * has for all programs (curl(1), section ENVIRONMENT; Node.js, enterprise network configuration).
 */
export function resolveProxy(option: unknown, env: Environment, url: URL): ProxyServer | undefined {
  if (option === false) return undefined;
  if (option !== undefined) {
    return typeof option === 'string'
      ? proxyServer('proxy', option)
      : refuse('proxy', 'the URL of a proxy, or false', option);
  }
  if (isLoopback(url.hostname) || isExempt(url, readText(env, 'no_proxy', 'NO_PROXY') ?? ''))
    return undefined;
  for (const name of variablesFor(url, env)) {
    const text = readText(env, name);
    if (text !== undefined) return proxyServer(name, text);
  }
  return undefined;
}

function variablesFor({ protocol }: URL, env: Environment): readonly string[] {
  const forAll = ['all_proxy', 'ALL_PROXY'];
  if (protocol === 'https:') return ['https_proxy', 'HTTPS_PROXY', ...forAll];
  // In a CGI process, HTTP_PROXY is the header `Proxy` of a request (CVE-2016-5388).
  return env['REQUEST_METHOD'] === undefined
    ? ['http_proxy', 'HTTP_PROXY', ...forAll]
    : ['http_proxy', ...forAll];
}

/** No part of the text is ever shown: there may be a password anywhere in it. */
function proxyServer(option: string, text: string): ProxyServer {
  const expected = "an http:// or https:// URL such as 'http://proxy.test:3128' (proxy: false for none)";
  const full = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(full)) refuse(option, expected, 'no URL');
  const url = new URL(full);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    refuse(option, expected, `${url.protocol.slice(0, 12)}//`);
  }
  try {
    return new ProxyServer(url);
  } catch {
    return refuse(option, 'percent-encoded credentials', 'an invalid percent sign');
  }
}

/** Whether the list of `NO_PROXY` names this host: `*`, names with all below them, addresses, each perhaps with a port. */
function isExempt(url: URL, list: string): boolean {
  const host = bareHost(url).toLowerCase().replace(/\.$/, '');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const { name, port } = hostAndPort(entry);
      if (port !== undefined && port !== portOf(url)) return false;
      return name === '*' || name === host || (isIP(host) === 0 && host.endsWith(`.${name}`));
    });
}

function hostAndPort(entry: string): { readonly name: string; readonly port: number | undefined } {
  // `[::1]`, `[::1]:443`, `::1`, `name`, `name:443`
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  const name = (bracketed ?? plain ?? entry).replace(/^\*?\.(?=.)/, '').replace(/\.$/, '');
  return { name, port: port === undefined ? undefined : Number(port) };
}
