import { expect, it } from 'vitest';
import { request, TransportHarness } from './transport-harness.js';

const harness = new TransportHarness();

it('a request under way does not keep the process alive', async () => {
  const controller = new AbortController();
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const port = await harness.listen((socket) => socket.once('data', () => arrive()).unref());
  const before = keepingAlive();

  const sent = harness.transportTo(`http://127.0.0.1:${port}`).send(request, controller.signal);
  await arrived;

  expect(keepingAlive()).toEqual(before);
  controller.abort();
  await sent;
});

/** The sockets and timers for which Node would wait before it ends. */
function keepingAlive(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap' || kind === 'Timeout');
}
