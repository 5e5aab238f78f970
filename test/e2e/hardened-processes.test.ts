import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runApp, type Ended } from '../process/run-app.js';
import { adapters } from '../support/nest-app.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';

/** Names that we use ourselves too, as far as an app survives them without us. */
const polluted = `data:text/javascript,${encodeURIComponent(
  `Object.assign(Object.prototype, { polluted: 'yes', chunks: ['yes'], byteLength: 8, omitted: 'yes', captured: 1 });
   Array.prototype.polluted = 'yes';`,
)}`;

describe.each(adapters)('an app on %s', (adapter) => {
  let receiver: OtlpReceiver;
  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
  });
  afterAll(() => receiver.close());

  it.each<[string, string, readonly string[]]>([
    ['without __proto__', 'answer', ['--disable-proto=delete']],
    ['with a __proto__ that throws', 'answer', ['--disable-proto=throw']],
    ['with a polluted Object.prototype', 'answer', ['--import', polluted]],
    ['whose built-in objects are frozen once it is loaded', 'answer with frozen built-ins', []],
  ])('%s answers as without us, and its records arrive', async (_name, scenario, flags) => {
    const before = receiver.spans.length;

    const { ours, bare } = await twins(scenario, flags);

    expect(ours).toEqual(bare);
    // What Nest 10 and 11 bring along does not start everywhere, with or without us.
    const starts = bare.code === 0;
    expect(starts || process.env['NEST_MAJOR'] !== '12').toBe(true);
    expect(ours.stdout).toBe(starts ? '200 {"hello":"there"}\n' : '');
    expect(receiver.spans.slice(before).map(({ attributes }) => attributes['http.route'])).toEqual(
      starts ? ['/greeting'] : [],
    );
  });

  it('without code from text starts where it does without us, and is recorded then', async () => {
    const before = receiver.spans.length;

    const { ours, bare } = await twins('answer', ['--disallow-code-generation-from-strings']);

    expect(ours).toEqual(bare);
    // Fastify compiles its serializers from text, and so does a part of Express 4.
    const starts = bare.code === 0;
    expect(receiver.spans.slice(before)).toHaveLength(starts ? 1 : 0);
  });

  it('with frozen intrinsics does not start, since reflect-metadata does not load there, as without us', async () => {
    const { ours, bare } = await twins('answer', ['--frozen-intrinsics']);

    expect(ours).toEqual(bare);
    expect(ours).toMatchObject({ code: 1, stdout: '' });
  });

  /** The same process with our module and without. */
  async function twins(scenario: string, flags: readonly string[]): Promise<{ ours: Ended; bare: Ended }> {
    const run = async (module: 'with' | 'without'): Promise<Ended> => {
      const ended = await runApp({ adapter, module, scenario, endpoint: receiver.url, flags });
      return { ...ended, stderr: ended.stderr.replace(/\(node:\d+\)/g, '(node)') };
    };
    const [ours, bare] = await Promise.all([run('with'), run('without')]);
    return { ours, bare };
  }
});
