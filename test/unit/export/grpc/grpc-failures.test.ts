import { describe, expect, it } from 'vitest';
import { answerThenStatus, framed, ok, status } from '../../../support/grpc-receiver.js';
import { delivered, GrpcHarness, never, request } from './grpc-harness.js';
import { statusDetails } from './status-details.js';

const harness = new GrpcHarness();

describe('an answer', () => {
  it('of a status alone is judged, with its RetryInfo', async () => {
    const receiver = await harness.startReceiver();
    const details = statusDetails({ seconds: 7 }).toString('base64');
    receiver.script(status(14, 'busy', { 'grpc-status-details-bin': details }));

    expect(await harness.send(receiver.url)).toEqual({
      status: 'retryable',
      reason: 'the call ended with UNAVAILABLE',
      retryAfterMs: 7_000,
    });
  });

  it('whose trailers refuse what its headers let hope is judged by the trailers', async () => {
    const receiver = await harness.startReceiver();
    receiver.script(answerThenStatus(new Uint8Array(), { 'grpc-status': '16' }));

    expect(await harness.send(receiver.url)).toMatchObject({ status: 'suspended', cause: 'auth' });
  });

  it('that is larger than 64 KiB is not read, and not taken for a batch that is too large', async () => {
    const receiver = await harness.startReceiver();
    receiver.script(ok(new Uint8Array(65_537)));

    expect(await harness.send(receiver.url)).toEqual({
      status: 'retryable',
      reason: 'the answer is larger than 64 KiB',
    });
  });

  it('that says the batch is too large asks for smaller ones', async () => {
    const receiver = await harness.startReceiver();
    receiver.script(status(8, 'grpc: received message larger than max (4300000 vs. 4194304)'));

    expect(await harness.send(receiver.url)).toMatchObject({ status: 'too_large' });
  });

  it.each([
    [401, 'suspended'],
    [404, 'suspended'],
    [503, 'retryable'],
  ])('of plain HTTP, %d, is %s', async (statusCode, expected) => {
    const receiver = await harness.startReceiver();
    receiver.script((stream) => {
      stream.respond({ ':status': statusCode, 'content-type': 'text/html' });
      stream.end('<html></html>');
    });

    expect(await harness.send(receiver.url)).toMatchObject({ status: expected });
  });

  it('without a status is retryable a few times', async () => {
    const receiver = await harness.startReceiver();
    receiver.script((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      stream.end(framed(new Uint8Array()));
    });

    expect(await harness.send(receiver.url)).toEqual({
      status: 'retryable',
      reason: expect.stringMatching(/^the call ended with (INTERNAL|UNKNOWN)$/),
      retryLimit: 5,
    });
  });
});

describe('a failure to answer', () => {
  it('ends at the total deadline when no answer comes', async () => {
    const receiver = await harness.startReceiver();
    receiver.always(() => {});

    const startedAtMs = performance.now();
    const result = await harness.send(receiver.url, { attemptTimeoutMs: 100 });

    expect(result).toEqual({ status: 'retryable', reason: 'no complete answer in time' });
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(99);
  });

  it('ends at the total deadline when the answer drips', async () => {
    const receiver = await harness.startReceiver();
    const dripping: NodeJS.Timeout[] = [];
    harness.onClose(() => dripping.forEach(clearInterval));
    receiver.always((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      const message = framed(new Uint8Array(1_000));
      let at = 0;
      dripping.push(setInterval(() => stream.write(message.subarray(at, ++at)), 10));
    });

    expect(await harness.send(receiver.url, { attemptTimeoutMs: 150 })).toEqual({
      status: 'retryable',
      reason: 'no complete answer in time',
    });
  });

  it('tells the receiver, which need not work on it any longer', async () => {
    const receiver = await harness.startReceiver();
    let codeAtClose: number | undefined;
    const closed = new Promise<void>((resolve) => {
      receiver.always((stream) =>
        stream.on('close', () => {
          codeAtClose = stream.rstCode;
          resolve();
        }),
      );
    });

    await harness.send(receiver.url, { attemptTimeoutMs: 100 });
    await closed;

    // CANCEL of RFC 9113.
    expect(codeAtClose).toBe(8);
  });

  it('ends when aborted', async () => {
    const receiver = await harness.startReceiver();
    const controller = new AbortController();
    receiver.always(() => controller.abort());

    const result = await harness.transportTo(receiver.url).send(request, controller.signal);

    expect(result).toEqual({ status: 'retryable', reason: 'the export was aborted' });
  });

  it('ends when the transport is shut down', async () => {
    const receiver = await harness.startReceiver();
    const transport = harness.transportTo(receiver.url);
    receiver.always(() => transport.shutdown());

    expect(await transport.send(request, never)).toEqual({
      status: 'retryable',
      reason: 'the call ended with CANCELLED',
    });
  });

  it('is not begun when aborted before', async () => {
    const receiver = await harness.startReceiver();

    const result = await harness.transportTo(receiver.url).send(request, AbortSignal.abort());

    expect(result).toEqual({ status: 'retryable', reason: 'the export was aborted' });
    expect(receiver.connections).toBe(0);
  });
});

describe('a stream', () => {
  it.each([
    ['refused', 7, 'UNAVAILABLE'],
    ['cancelled', 8, 'CANCELLED'],
    ['reset without an error', 0, '(INTERNAL|UNKNOWN)'],
    ['reset for an internal error', 2, 'INTERNAL'],
    ['reset for calm', 11, 'RESOURCE_EXHAUSTED'],
  ])('that is %s is retryable', async (_, rstCode, name) => {
    const receiver = await harness.startReceiver();
    receiver.always((stream) => stream.close(rstCode));

    expect(await harness.send(receiver.url)).toMatchObject({
      status: 'retryable',
      reason: expect.stringMatching(new RegExp(`^the call ended with ${name}$`)),
    });
  });

  it('waits for its turn where the receiver takes one at a time', async () => {
    const receiver = await harness.startReceiver({ settings: { maxConcurrentStreams: 1 } });
    let underWay = 0;
    let atMost = 0;
    receiver.always((stream, call) => {
      atMost = Math.max(atMost, (underWay += 1));
      setImmediate(() => {
        underWay -= 1;
        ok()(stream, call);
      });
    });
    const transport = harness.transportTo(receiver.url);
    await transport.send(request, never);

    const results = await Promise.all(Array.from({ length: 4 }, () => transport.send(request, never)));

    expect(results).toEqual([delivered, delivered, delivered, delivered]);
    expect(atMost).toBe(1);
    expect(receiver.connections).toBe(1);
  });
});
