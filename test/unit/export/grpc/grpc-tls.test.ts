import { describe, expect, it } from 'vitest';
import { TlsMaterial } from '../../../../lib/export/connection/tls-material.js';
import { identity, pem } from '../../../support/tls-files.js';
import { delivered, GrpcHarness } from './grpc-harness.js';

const harness = new GrpcHarness();

const server = identity('server');
const trusting = new TlsMaterial({ ca: pem('ca') });

describe('over TLS', () => {
  it('a receiver with a certificate of the given authority is delivered to', async () => {
    const receiver = await harness.startReceiver({ tls: server });

    const result = await harness.send(receiver.url, { apiKey: 'key-1', tls: trusting });

    expect(result).toEqual(delivered);
    expect(receiver.calls[0]?.headers).toMatchObject({ ':scheme': 'https', 'x-api-key': 'key-1' });
  });

  it('a receiver is shown the certificate it asks for', async () => {
    const receiver = await harness.startReceiver({ tls: { ...server, ca: pem('ca') } });
    const tls = new TlsMaterial({ ca: [pem('ca').toString()], ...identity('client') });

    expect(await harness.send(receiver.url, { tls })).toEqual(delivered);
    expect(await harness.send(receiver.url, { tls: trusting })).toMatchObject({
      status: 'retryable',
    });
  });

  it.each([
    ['of another authority', new TlsMaterial({ ca: pem('other-ca') })],
    ['of an authority that the system does not know', new TlsMaterial()],
  ])('a receiver with a certificate %s gets nothing, not even the key', async (_, tls) => {
    const receiver = await harness.startReceiver({ tls: server });

    const result = await harness.send(receiver.url, { apiKey: 'key-1', tls });

    expect(result).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(
        /^the connection failed \(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT_LOCALLY)\): the certificate is .*tls\.ca/,
      ),
    });
    expect(receiver.calls).toEqual([]);
  });

  it('a receiver with the certificate of another host gets nothing', async () => {
    const receiver = await harness.startReceiver({ tls: server, host: '127.0.0.2' });

    const result = await harness.send(`https://127.0.0.2:${receiver.port}`, { tls: trusting });

    expect(result).toEqual({
      status: 'retryable',
      reason:
        'the connection failed (ERR_TLS_CERT_ALTNAME_INVALID): the certificate is for another host name. ' +
        'Use a name that the certificate has, as endpoint or as tls.servername',
    });
    expect(receiver.calls).toEqual([]);
  });

  it('a receiver that speaks clear text gets nothing', async () => {
    const receiver = await harness.startReceiver();

    const result = await harness.send(`https://localhost:${receiver.port}`, {
      tls: trusting,
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

  it('a receiver of another name is delivered to when that name is given', async () => {
    const receiver = await harness.startReceiver({ tls: server, host: '127.0.0.2' });
    const tls = new TlsMaterial({ ca: pem('ca'), servername: 'localhost' });

    expect(await harness.send(`https://127.0.0.2:${receiver.port}`, { tls })).toEqual(delivered);
  });

  it('any receiver is delivered to where that is asked for, and only there', async () => {
    const receiver = await harness.startReceiver({ tls: identity('expired') });
    const tls = new TlsMaterial({ insecureSkipVerify: true });

    expect(await harness.send(receiver.url, { tls })).toEqual(delivered);
    expect(await harness.send(receiver.url)).toMatchObject({ status: 'retryable' });
    expect(receiver.calls).toHaveLength(1);
  });
});
