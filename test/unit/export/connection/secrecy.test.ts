import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { ProxyServer } from '../../../../lib/export/connection/proxy-server.js';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import { GrpcTransport } from '../../../../lib/export/grpc/grpc.transport.js';
import { identity, pem } from '../../../support/tls-files.js';
import { never, request, TransportHarness } from '../transport-harness.js';

const harness = new TransportHarness();
const apiKey = 'k3y-which-nobody-may-see';
const passphrase = 'not a secret';
const tls = new TlsMaterial({
  ca: pem('ca'),
  cert: identity('client').cert,
  key: pem('client-encrypted-key').toString(),
  passphrase,
});

/** Every spelling of a secret that an inspection could show. */
function expectNoSecret(value: unknown): void {
  const shown = inspect(value, {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
  });
  for (const secret of [
    apiKey,
    passphrase,
    'PRIVATE KEY',
    'p4ssword',
    Buffer.from('user:p4ssword').toString('base64'),
  ]) {
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(
      Buffer.from(secret)
        .toString('hex')
        .replace(/..(?=.)/g, '$& '),
    );
  }
}

it('an inspection of a transport that has sent, and of its sockets, shows no secret', async () => {
  const receiver = await harness.startReceiver({ ...identity('server'), ca: pem('ca'), requestCert: true });
  const proxy = await harness.startProxy({ credentials: 'user:p4ssword' });
  const server = new ProxyServer(new URL(proxy.url()));
  const transport = harness.transportTo(receiver.url, { apiKey, tls, proxy: server });

  expect(await transport.send(request, never)).toMatchObject({ status: 'delivered' });

  expectNoSecret({ transport, tls, server });
  expect(JSON.stringify({ transport, tls, server })).not.toMatch(/PRIVATE|p4ssword|not a secret|k3y/);
});

it('nor does that of a gRPC transport', () => {
  const url = new URL('https://127.0.0.1:1');
  const transport = new GrpcTransport({ url, sdkVersion: '1.2.3', apiKey, tls });
  harness.onClose(() => transport.shutdown());

  expectNoSecret({ transport, tls });
});
