import { hasSubscribers } from 'node:diagnostics_channel';
import { expect, it } from 'vitest';
import { GrpcHarness, never, request } from './grpc-harness.js';

const harness = new GrpcHarness();

// That neither an idle connection nor a call under way keeps a process alive is tested in test/e2e/grpc.test.ts.
it('nothing is left of a transport that is shut down under a call', async () => {
  const receiver = await harness.startReceiver();
  const transport = harness.transportTo(receiver.url);
  receiver.always(() => {});
  const sent = transport.send(request, never);
  await receiver.waitFor(({ calls }) => calls.length > 0);
  const whileUnderWay = hasSubscribers('net.client.socket');

  transport.shutdown();
  await sent;

  await receiver.waitFor(({ sessions }) => sessions.size === 0);
  expect([whileUnderWay, hasSubscribers('net.client.socket')]).toEqual([true, false]);
});
