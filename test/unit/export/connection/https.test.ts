import { once } from 'node:events';
import { createServer, type TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import { identity, pem } from '../../../support/tls-files.js';
import { never, request, TransportHarness } from '../transport-harness.js';

const harness = new TransportHarness();
const trusting = new TlsMaterial({ ca: pem('ca') });
const delivered = { status: 'delivered', rejected: 0 };
const apiKey = 'k3y-which-nobody-may-see';

const refusedFor = (code: string, remedy: string) => ({
  status: 'retryable',
  reason: expect.stringMatching(new RegExp(`^the connection failed \\(${code}\\): .*${remedy}`)),
});

/** A server of bare TLS; resolves to its port. It tells what it was sent. */
async function listenTls(options: TlsOptions): Promise<{ port: number; bytes: Buffer[] }> {
  const bytes: Buffer[] = [];
  const server = createServer(options, (socket) =>
    socket.on('error', () => {}).on('data', (chunk: Buffer) => bytes.push(chunk)),
  );
  server.on('tlsClientError', () => {}).listen(0, '127.0.0.1');
  await once(server, 'listening');
  harness.onClose(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server is not listening');
  return { port: address.port, bytes };
}

describe('over TLS', () => {
  it('a receiver with a certificate of the given authority is delivered to, on one connection', async () => {
    const receiver = await harness.startReceiver(identity('server'));
    let connections = 0;
    receiver.server.on('secureConnection', () => (connections += 1));
    const transport = harness.transportTo(receiver.url, { apiKey, tls: trusting });

    const results = [await transport.send(request, never), await transport.send(request, never)];

    expect(results).toEqual([delivered, delivered]);
    expect(receiver.requests[1]?.headers['x-api-key']).toBe(apiKey);
    expect(connections).toBe(1);
  });

  it('a receiver is shown the certificate it asks for, and refuses who has none or another', async () => {
    const receiver = await harness.startReceiver({
      ...identity('server'),
      ca: pem('ca'),
      requestCert: true,
      rejectUnauthorized: true,
    });
    const send = (tls: TlsMaterial) => harness.transportTo(receiver.url, { tls }).send(request, never);
    const ca = pem('ca');

    expect(await send(new TlsMaterial({ ca, ...identity('client') }))).toEqual(delivered);
    for (const tls of [trusting, new TlsMaterial({ ca, ...identity('expired') })]) {
      // Its alert, or the reset that may overtake it.
      expect(await send(tls)).toEqual({ status: 'retryable', reason: expect.stringMatching(/tls\.cert/) });
    }
    expect(receiver.requests).toHaveLength(1);
  });

  it('an encrypted key is read with its passphrase', async () => {
    const receiver = await harness.startReceiver({ ...identity('server'), ca: pem('ca'), requestCert: true });
    const { cert } = identity('client');
    const tls = new TlsMaterial({
      ca: pem('ca'),
      cert,
      key: pem('client-encrypted-key'),
      passphrase: 'not a secret',
    });

    expect(await harness.transportTo(receiver.url, { tls }).send(request, never)).toEqual(delivered);
  });

  it.each([
    ['expired', 'expired', pem('expired'), 'CERT_HAS_EXPIRED', 'Renew'],
    ['for another host', 'wrong-host', pem('wrong-host'), 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls\\.servername'],
    ['of an unknown authority', 'server', undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls\\.ca'],
    ['of another authority', 'server', pem('other-ca'), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls\\.ca'],
    ['self-signed', 'wrong-host', undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls\\.ca'],
  ] as const)('a certificate that is %s gets not a byte', async (_, name, ca, code, remedy) => {
    const { port, bytes } = await listenTls(identity(name));
    const tls = new TlsMaterial({ ca });

    const result = await harness
      .transportTo(`https://127.0.0.1:${port}`, { apiKey, tls })
      .send(request, never);

    expect(result).toEqual(refusedFor(code, remedy));
    expect(bytes).toEqual([]);
  });

  it('verifies although the environment says that Node need not', async () => {
    const { port, bytes } = await listenTls(identity('expired'));
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    harness.onClose(() => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']);

    const result = await harness.transportTo(`https://127.0.0.1:${port}`).send(request, never);

    expect(result).toMatchObject({ status: 'retryable' });
    expect(bytes).toEqual([]);
  });

  it('takes any certificate where that is asked for', async () => {
    const receiver = await harness.startReceiver(identity('expired'));
    const tls = new TlsMaterial({ insecureSkipVerify: true });

    expect(await harness.transportTo(receiver.url, { tls }).send(request, never)).toEqual(delivered);
  });

  it('asks for the given name, and verifies it', async () => {
    const receiver = await harness.startReceiver(identity('wrong-host'));
    const names: (string | false | undefined)[] = [];
    receiver.server.on('secureConnection', (socket: { servername?: string | false }) =>
      names.push(socket.servername),
    );
    const tls = new TlsMaterial({ ca: pem('wrong-host'), servername: 'elsewhere.test' });

    expect(await harness.transportTo(receiver.url, { tls }).send(request, never)).toEqual(delivered);
    expect(names).toEqual(['elsewhere.test']);
  });

  it('speaks nothing older than TLS 1.2, even with a receiver that speaks nothing else', async () => {
    const old: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' };
    const { port, bytes } = await listenTls({ ...identity('server'), ...old });

    const result = await harness
      .transportTo(`https://127.0.0.1:${port}`, { tls: trusting })
      .send(request, never);

    expect(result).toEqual(refusedFor('ERR_SSL_\\S+', 'Allow TLS 1\\.2'));
    expect(bytes).toEqual([]);
  });

  it('says so when no TLS is spoken there', async () => {
    const url = harness.receiver.url.replace('http:', 'https:');

    expect(await harness.transportTo(url).send(request, never)).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(/: no TLS is spoken there\. Is this the port of TLS\?/),
    });
  });

  it('a handshake that hangs is given up at the deadline for connecting', async () => {
    const port = await harness.listen(() => {});

    const result = await harness
      .transportTo(`https://127.0.0.1:${port}`, { connectTimeoutMs: 100 })
      .send(request, never);

    expect(result).toEqual({ status: 'retryable', reason: 'no TLS handshake in time' });
  });
});
