import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../lib/config/apitoolkit.config.js';
import { resolveProxy } from '../../../lib/config/proxy.config.js';

const https = 'https://otel.example.test:4318/v1/traces';
const http = 'http://otel.example.test:4318/v1/traces';

const proxyOf = (option: unknown, env: Record<string, string> = {}, url = https) =>
  resolveProxy(option, env, new URL(url));

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return 'accepted';
};

describe('proxy', () => {
  it('is none when nothing is said', () => {
    expect(proxyOf(undefined)).toBeUndefined();
  });

  it.each([
    ['http://proxy.test:3128', 'http://proxy.test:3128', 3128],
    ['proxy.test:3128', 'http://proxy.test:3128', 3128],
    ['http://proxy.test', 'http://proxy.test', 80],
    ['https://proxy.test', 'https://proxy.test', 443],
    ['http://[::1]:3128', 'http://[::1]:3128', 3128],
  ])('is %s', (option, name, port) => {
    expect(proxyOf(option)).toMatchObject({ name, port, isTls: name.startsWith('https') });
  });

  it('has credentials, decoded, which its name does not show', () => {
    const proxy = proxyOf('http://user:p%40ss@proxy.test:3128');

    expect(proxy?.name).toBe('http://proxy.test:3128');
    expect(proxy?.authorization()).toEqual({
      'proxy-authorization': `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
    });
  });

  it.each([
    [{ HTTPS_PROXY: 'http://a:1' }, https, 'http://a:1'],
    [{ https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' }, https, 'http://a:1'],
    [{ HTTP_PROXY: 'http://a:1' }, https, undefined],
    [{ HTTP_PROXY: 'http://a:1' }, http, 'http://a:1'],
    [{ http_proxy: 'http://a:1', HTTP_PROXY: 'http://b:1' }, http, 'http://a:1'],
    [{ HTTPS_PROXY: 'http://a:1' }, http, undefined],
    [{ ALL_PROXY: 'http://a:1' }, http, 'http://a:1'],
    [{ all_proxy: 'http://a:1', ALL_PROXY: 'http://b:1' }, https, 'http://a:1'],
    [{ ALL_PROXY: 'http://b:1', HTTPS_PROXY: 'http://a:1' }, https, 'http://a:1'],
    [{ HTTPS_PROXY: '' }, https, undefined],
    // A header of a request in a CGI process (CVE-2016-5388).
    [{ HTTP_PROXY: 'http://evil.test', REQUEST_METHOD: 'GET' }, http, undefined],
  ])('is by the environment %j, for %s, %s', (env, url, name) => {
    expect(proxyOf(undefined, env, url)?.name).toBe(name);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '127.1.2.3'])(
    'is never one of the environment on the way to this machine (%s)',
    (host) => {
      expect(proxyOf(undefined, { ALL_PROXY: 'http://a:1' }, `https://${host}/v1/traces`)).toBeUndefined();
    },
  );

  it.each([
    ['*', true],
    ['otel.example.test', true],
    ['OTEL.example.TEST', true],
    ['example.test', true],
    ['.example.test', true],
    ['*.example.test', true],
    ['a.test, example.test', true],
    ['a.test example.test', true],
    ['otel.example.test:4318', true],
    ['otel.example.test:443', false],
    ['ample.test', false],
    ['otel.example', false],
    ['example.test.', true],
    [',,', false],
    ['10.0.0.1', false],
  ])('is passed by with NO_PROXY=%s: %s', (list, isPassedBy) => {
    for (const name of ['NO_PROXY', 'no_proxy']) {
      const proxy = proxyOf(undefined, { HTTPS_PROXY: 'http://a:1', [name]: list });

      expect(proxy === undefined).toBe(isPassedBy);
    }
  });

  it.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '1.2.3', false],
    ['[2001:db8::1]', '2001:db8::1', true],
    ['[2001:db8::1]', '[2001:db8::1]:4318', true],
    ['[2001:db8::1]', '[2001:db8::2]', false],
  ])('the address %s is passed by with NO_PROXY=%s: %s', (host, list, isPassedBy) => {
    const env = { HTTPS_PROXY: 'http://a:1', NO_PROXY: list };

    expect(proxyOf(undefined, env, `https://${host}:4318/v1/traces`) === undefined).toBe(isPassedBy);
  });

  it('has the last word as an option', () => {
    const env = { HTTPS_PROXY: 'http://a:1', NO_PROXY: '*' };

    expect(proxyOf(false, { HTTPS_PROXY: 'http://a:1' })).toBeUndefined();
    expect(proxyOf('http://b:1', env)?.name).toBe('http://b:1');
  });

  it.each([
    ['socks5://user:hunter22@proxy.test', 'got '],
    ['http://user:hunter22@:3128', 'got '],
    ['http://user:%ff@proxy.test', 'got '],
    [true, 'proxy: expected the URL of a proxy, or false'],
    ['', 'proxy: '],
  ])('refuses %s without showing it', (option, message) => {
    const said = refusal(() => proxyOf(option));

    expect(said).toContain('APIToolkitConfigError: APIToolkitModule: proxy: expected ');
    expect(said).toContain(message);
    expect(said).not.toContain('hunter22');
  });
});

describe('the key', () => {
  const apiKey = 'k3y';
  const refused = (endpoint: string, proxy: string) =>
    refusal(() => resolveConfig({ apiKey, endpoint, proxy }, {}));

  it('is given to no proxy in clear text, not even on the way to this machine', () => {
    expect(refused('http://localhost:4318', 'http://u:hunter22@proxy.test:3128')).toContain(
      'endpoint: the proxy http://proxy.test:3128 would receive the API key in clear text',
    );
    expect(refused('https://otel.test', 'http://u:hunter22@proxy.test:3128')).toBe('accepted');
  });
});

describe('with gRPC', () => {
  const resolved = (options: object, env = {}) =>
    resolveConfig({ protocol: 'grpc', endpoint: 'https://otel.test:4317', ...options }, env).destination;

  it('a proxy is what grpc-js finds in the environment, unless it is switched off or this machine is meant', () => {
    expect(resolved({})).toMatchObject({ proxy: 'environment' });
    expect(resolved({ proxy: false })).toMatchObject({ proxy: undefined });
    expect(resolved({ endpoint: 'http://localhost:4317' })).toMatchObject({ proxy: undefined });
  });

  it('a proxy as an option stops the boot with the remedy', () => {
    const said = refusal(() => resolved({ proxy: 'http://u:hunter22@proxy.test' }));

    expect(said).toContain("with protocol 'grpc'");
    expect(said).toContain('grpc_proxy');
    expect(said).not.toContain('hunter22');
  });
});
