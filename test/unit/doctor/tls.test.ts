import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();
const certificate = file('../../torture/fixtures/torture.test.cert.pem');
const expired = file('fixtures/expired.cert.pem');
const key = readFileSync(file('../../torture/fixtures/torture.test.key.pem'));

function file(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** An HTTPS server that takes exports. It counts the requests: none may come before the certificate is known. */
async function serveTls(cert: string): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer({ key, cert: readFileSync(cert) }, (request, response) => {
    requests.push(request.url ?? '');
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  harness.onClose(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server is not listening');
  return { port: address.port, requests };
}

describe('TLS', () => {
  it('is told by version and days', async () => {
    const { port, requests } = await serveTls(certificate);

    const lines = await harness.app.examine('endpoint', {
      APITOOLKIT_ENDPOINT: `https://127.0.0.1:${port}`,
      NODE_EXTRA_CA_CERTS: certificate,
    });

    expect(lines.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(lines[1]?.message).toMatch(/^TLSv1\.3, certificate valid for \d+ days$/);
    expect(requests).toEqual(['/v1/traces', '/v1/logs']);
  });

  it.each([
    ['self-signed', certificate, '', '127.0.0.1', 'the certificate is self-signed', 'NODE_EXTRA_CA_CERTS'],
    ['expired', expired, expired, '127.0.0.1', 'the certificate has expired', 'Renew'],
    ['for another name', certificate, certificate, 'localhost', 'is for another host name', 'Use a name'],
  ])('gets no key with a certificate that is %s', async (_name, cert, trusted, host, message, remedy) => {
    const { port, requests } = await serveTls(cert);

    const lines = await harness.app.examine('endpoint', {
      APITOOLKIT_ENDPOINT: `https://${host}:${port}`,
      APITOOLKIT_KEY: KEY,
      NODE_EXTRA_CA_CERTS: trusted,
    });

    expect(lines).toMatchObject([
      { verdict: 'ok' },
      { verdict: 'fail', message: expect.stringContaining(message), remedy: expect.stringContaining(remedy) },
    ]);
    expect(requests).toEqual([]);
  });

  it('is not spoken by a server of plain HTTP', async () => {
    const lines = await harness.app.examine('endpoint', {
      APITOOLKIT_ENDPOINT: harness.receiver.url.replace('http:', 'https:'),
    });

    expect(lines[1]).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('no TLS is spoken there'),
      remedy: expect.stringContaining('http://'),
    });
  });

  it('is missed where the key goes to another machine in clear text', async () => {
    // Loopback by its other name for one check, which asks no DNS.
    const lines = await harness.app.examine(
      'endpoint',
      { APITOOLKIT_ENDPOINT: `http://0.0.0.0:${harness.receiver.port}`, APITOOLKIT_KEY: KEY },
      '--allow-insecure',
    );

    expect(lines[1]).toMatchObject({ verdict: 'warn', message: expect.stringContaining('clear text') });
  });
});
