import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { delivered, GrpcHarness } from './grpc-harness.js';

const harness = new GrpcHarness();

const pem = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../data/tls/${name}.pem`, import.meta.url)));
const server = { cert: pem('server'), key: pem('server-key') };

describe('over TLS', () => {
  it('a receiver with a certificate of the given authority is delivered to', async () => {
    const receiver = await harness.startReceiver({ tls: server });

    const result = await harness.send(receiver.url, { apiKey: 'key-1', tls: { ca: pem('ca') } });

    expect(result).toEqual(delivered);
    expect(receiver.calls[0]?.headers).toMatchObject({ ':scheme': 'https', 'x-api-key': 'key-1' });
  });

  it('a receiver is shown the certificate it asks for', async () => {
    const receiver = await harness.startReceiver({ tls: { ...server, ca: pem('ca') } });
    const tls = { ca: [pem('ca').toString()], cert: pem('client'), key: pem('client-key') };

    expect(await harness.send(receiver.url, { tls })).toEqual(delivered);
    expect(await harness.send(receiver.url, { tls: { ca: pem('ca') } })).toMatchObject({
      status: 'retryable',
    });
  });

  it.each([
    ['of another authority', { ca: pem('other-ca') }],
    ['of an authority that the system does not know', {}],
  ])('a receiver with a certificate %s gets nothing, not even the key', async (_, tls) => {
    const receiver = await harness.startReceiver({ tls: server });

    const result = await harness.send(receiver.url, { apiKey: 'key-1', tls });

    expect(result).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(
        /^the connection failed \(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)\)$/,
      ),
    });
    expect(receiver.calls).toEqual([]);
  });

  it('a receiver with the certificate of another host gets nothing', async () => {
    const receiver = await harness.startReceiver({ tls: server, host: '127.0.0.2' });

    const result = await harness.send(`https://127.0.0.2:${receiver.port}`, { tls: { ca: pem('ca') } });

    expect(result).toEqual({
      status: 'retryable',
      reason: 'the connection failed (ERR_TLS_CERT_ALTNAME_INVALID)',
    });
    expect(receiver.calls).toEqual([]);
  });

  it('a receiver that speaks clear text gets nothing', async () => {
    const receiver = await harness.startReceiver();

    const result = await harness.send(`https://localhost:${receiver.port}`, {
      tls: { ca: pem('ca') },
      connectTimeoutMs: 500,
    });

    expect(result).toMatchObject({ status: 'retryable' });
    expect(receiver.calls).toEqual([]);
  });

  it('a handshake that hangs is given up', async () => {
    const port = await harness.listen(() => {});

    const result = await harness.send(`https://localhost:${port}`, { connectTimeoutMs: 200 });

    expect(result).toEqual({ status: 'retryable', reason: 'no connection in time' });
  });

  it('material that is none stops the boot', () => {
    expect(() =>
      harness.transportTo('https://localhost:1', { tls: { cert: 'no', key: 'certificate' } }),
    ).toThrow(Error);
  });
});
