import { describe, expect, it } from 'vitest';
import { HttpProxy, type HttpProxyOptions } from '../../support/http-proxy.js';
import { OtlpReceiver } from '../../support/otlp-receiver.js';
import { identity, pem, pemFile } from '../../support/tls-files.js';
import { DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();

/** @param maxVersion with 1.2 a client that is refused is told so before it sends */
async function startReceiver(maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3'): Promise<OtlpReceiver> {
  const mutual = { ca: pem('ca'), requestCert: true, rejectUnauthorized: true };
  const receiver = await OtlpReceiver.start(0, { ...identity('server'), ...mutual, maxVersion });
  harness.onClose(() => receiver.close());
  return receiver;
}

async function startProxy(options: HttpProxyOptions): Promise<HttpProxy> {
  const proxy = await HttpProxy.start(options);
  harness.onClose(() => proxy.close());
  return proxy;
}

const files = {
  OTEL_EXPORTER_OTLP_CERTIFICATE: pemFile('ca'),
  OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: pemFile('client'),
  OTEL_EXPORTER_OTLP_CLIENT_KEY: pemFile('client-key'),
};

describe('the doctor goes the way of the exports', () => {
  it('over mutual TLS, directly', async () => {
    const { url } = await startReceiver();

    const lines = await harness.app.examine('endpoint', { APITOOLKIT_ENDPOINT: url, ...files });

    expect(lines.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('over mutual TLS, through a proxy, without a word of its password', async () => {
    const { port } = await startReceiver();
    const proxy = await startProxy({ credentials: 'user:p4ssword', tunnelTo: port });

    const { stdout } = await harness.app.run(['doctor', '--json'], {
      APITOOLKIT_ENDPOINT: `https://localhost.:${port}`,
      APITOOLKIT_KEY: KEY,
      HTTPS_PROXY: proxy.url(),
      ...files,
    });

    expect(stdout).toContain(`the proxy http://127.0.0.1:${proxy.port}, port ${proxy.port}: connected`);
    expect(stdout).toContain('/v1/logs: takes exports');
    expect(stdout).not.toContain('p4ssword');
    expect(proxy.seenText()).not.toContain(KEY);
  });

  it.each<[string, 'TLSv1.2' | 'TLSv1.3', Record<string, string>, string, string]>([
    ['an unknown authority', 'TLSv1.3', {}, 'authority that is not trusted', 'tls.ca'],
    [
      'no client certificate',
      'TLSv1.2',
      { OTEL_EXPORTER_OTLP_CERTIFICATE: pemFile('ca') },
      'asks for a client certificate',
      'tls.cert',
    ],
  ])('and names the remedy for %s', async (_, version, env, message, remedy) => {
    const { url } = await startReceiver(version);

    const lines = await harness.app.examine('endpoint', { APITOOLKIT_ENDPOINT: url, ...env });

    const failed = lines.find(({ verdict }) => verdict === 'fail');
    expect(failed?.message.toLowerCase()).toContain(message);
    expect(failed?.remedy).toContain(remedy);
  });

  it.each([
    ['refuses the credentials', { credentials: 'user:other' }, 'the proxy answered 407', 'credentials'],
    ['is not there', undefined, 'the proxy http://127.0.0.1:1: nothing listens there', 'NO_PROXY'],
  ])('and says of a proxy that it %s', async (_, options, message, remedy) => {
    const url =
      options === undefined ? 'http://127.0.0.1:1' : (await startProxy(options)).url('user:p4ssword');

    const lines = await harness.app.examine('endpoint', {
      APITOOLKIT_ENDPOINT: 'https://otel.example.test',
      HTTPS_PROXY: url,
    });

    const failed = lines.find(({ verdict }) => verdict === 'fail');
    expect(failed?.message).toContain(message);
    expect(failed?.remedy).toContain(remedy);
  });
});
