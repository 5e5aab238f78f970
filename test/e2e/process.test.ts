import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runApp, type Ended } from '../process/run-app.js';
import { adapters } from '../support/nest-app.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';

const SILENT = { stdout: '', stderr: '' };

describe.each(adapters)('the process of an app on %s', (adapter) => {
  let receiver: OtlpReceiver;
  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
  });
  afterAll(() => receiver.close());

  const run = (
    scenario: string,
    module: 'with' | 'without' = 'with',
    signal?: NodeJS.Signals,
    endpoint = receiver.url,
  ): Promise<Ended> => runApp({ adapter, module, scenario, endpoint }, signal);

  /** The same process with our module and without. */
  async function twins(scenario: string, signal?: NodeJS.Signals): Promise<{ ours: Ended; bare: Ended }> {
    const [ours, bare] = await Promise.all([run(scenario, 'with', signal), run(scenario, 'without', signal)]);
    return { ours: { ...ours, stderr: withoutAsyncHooks(ours.stderr) }, bare };
  }

  it('ends by itself once the app is closed, everything delivered', async () => {
    expect(await run('closed')).toEqual({ code: 0, signal: null, ...SILENT });

    expect(receiver.spans.map(({ attributes }) => attributes['http.route'])).toEqual(['/greeting']);
  });

  it('ends by itself once the app is closed when nobody takes what it sends', async () => {
    const ended = await run('closed', 'with', undefined, 'http://127.0.0.1:1');

    expect(ended).toEqual({ code: 0, signal: null, ...SILENT });
  });

  it('ends by itself when an application context is never closed', async () => {
    expect(await run('context left open')).toEqual({ code: 0, signal: null, ...SILENT });
  });

  it('delivers what an application context reported when that closes', async () => {
    const before = receiver.logRecords.length;

    expect(await run('context closed')).toEqual({ code: 0, signal: null, ...SILENT });

    expect(receiver.logRecords.slice(before).map(({ body }) => body)).toEqual(['in a job']);
  });

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'delivers before it ends by %s with shutdown hooks, and ends as it would without us',
    async (signal) => {
      const before = receiver.spans.length;

      const { ours, bare } = await twins('terminated with shutdown hooks', signal);

      expect(ours).toEqual(bare);
      expect(ours).toMatchObject({ code: null, signal, stderr: '' });
      expect(receiver.spans.slice(before).map(({ attributes }) => attributes['http.route'])).toEqual([
        '/greeting',
      ]);
    },
  );

  it('ends by SIGTERM with shutdown hooks when nobody takes what it sends', async () => {
    const ended = await run('terminated with shutdown hooks', 'with', 'SIGTERM', 'http://127.0.0.1:1');

    expect(ended).toMatchObject({ code: null, signal: 'SIGTERM', stderr: '' });
  });

  it('ends by SIGTERM without shutdown hooks as it would without us', async () => {
    const { ours, bare } = await twins('terminated without shutdown hooks', 'SIGTERM');

    expect(ours).toEqual(bare);
    expect(ours).toMatchObject({ code: null, signal: 'SIGTERM', stderr: '' });
  });

  it.each([
    ['uncaught exception', 1, 'Error: nobody catches this'],
    ['unhandled rejection', 1, 'Error: nobody handles this'],
    ['exit by hand', 7, ''],
  ])('ends by an %s as it would without us', async (scenario, code, text) => {
    const { ours, bare } = await twins(scenario);

    expect(ours).toEqual(bare);
    expect(ours).toMatchObject({ code, signal: null });
    expect(ours.stderr).toContain(text);
  });

  it.each(['listeners', 'closed and created again'])(
    'has the listeners that it has without us (%s)',
    async (scenario) => {
      const { ours, bare } = await twins(scenario);

      expect(ours).toEqual(bare);
      expect(ours).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(ours.stdout)).not.toHaveProperty('uncaughtException');
    },
  );
});

/** Until Node 24, AsyncLocalStorage is built on async hooks, which show in the stacks of callbacks. */
function withoutAsyncHooks(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !line.includes('(node:internal/async_hooks:'))
    .join('\n');
}
