import { describe, expect, it } from 'vitest';
import { Secrets } from '../../../lib/doctor/secrets.js';
import { answer } from '../../support/otlp-receiver.js';
import { byPath, DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();
const TOKEN = 'h3ader/with+more=in&it';

/** Every form in which a secret could be read off. */
function formsOf(secret: string): string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), secret.slice(0, 12)];
}

describe('no secret is in the output', () => {
  const env = {
    APITOOLKIT_KEY: KEY,
    OTEL_EXPORTER_OTLP_HEADERS: `x-token=${encodeURIComponent(TOKEN)}`,
  };

  it.each([[[]], [['--json']], [['--send']]])(
    'of a server that repeats all it was told: doctor %j',
    async (flags) => {
      const quoted = `${KEY} ${TOKEN} ${encodeURIComponent(TOKEN)}`;
      // A partial success with an error message.
      const message = Buffer.from(quoted);
      const note = Buffer.concat([Buffer.from([0x0a, message.length + 2, 0x12, message.length]), message]);
      harness.receiver.always(
        byPath({
          '/v1/traces': answer(200, note),
          '/v1/logs': answer(302, '', { location: `https://x.example.com/${KEY}?${KEY}` }),
          '/api/v1/me': answer(
            200,
            JSON.stringify({ project: `Orders ${quoted}`, host_url: `https://x.example.com/${KEY}` }),
          ),
        }),
      );

      const { stdout, stderr } = await harness.app.run(['doctor', ...flags], {
        ...env,
        APITOOLKIT_ENDPOINT: harness.receiver.url,
      });

      expect(stdout).toContain('[secret]');
      expect(stdout).toContain('Orders');
      expect(stdout).toContain(`a key of ${KEY.length} characters, from APITOOLKIT_KEY`);
      for (const form of [...formsOf(KEY), ...formsOf(TOKEN)]) expect(stdout + stderr).not.toContain(form);
    },
  );

  it.each([
    ['a key in clear text', { ...env, APITOOLKIT_ENDPOINT: `http://10.0.0.1/?token=${KEY}` }],
    ['credentials in a URL', { ...env, APITOOLKIT_ENDPOINT: `https://user:${KEY}@127.0.0.1` }],
    ['a key instead of a URL', { ...env, APITOOLKIT_ENDPOINT: KEY }],
    ['a key instead of a choice', { ...env, OTEL_EXPORTER_OTLP_COMPRESSION: KEY }],
    [
      'headers that are none',
      { ...env, APITOOLKIT_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_HEADERS: KEY },
    ],
  ])('of a mistake: %s', async (_name, wrong) => {
    const texts = [
      await harness.app.run(['doctor'], wrong),
      await harness.app.run(['doctor', '--json'], wrong),
    ];

    for (const { code, stdout, stderr } of texts) {
      expect(code).toBe(1);
      for (const form of formsOf(KEY)) expect(stdout + stderr).not.toContain(form);
    }
  });

  it('of an app that throws it', async () => {
    harness.app.write(
      'app.module.js',
      `throw new Error('cannot connect with ' + process.env.APITOOLKIT_KEY);`,
    );

    const { stdout } = await harness.app.run(['doctor', '--app', 'app.module.js'], env);

    expect(stdout).toContain('it could not be loaded: Error: cannot connect with [secret]');
    for (const form of formsOf(KEY)) expect(stdout).not.toContain(form);
  });
});

describe('secrets', () => {
  it('are removed in every spelling, the longest first', () => {
    const secrets = Secrets.from({
      APITOOLKIT_KEY: 'secret',
      OTEL_EXPORTER_OTLP_HEADERS: 'a=secret%20sauce,b=xy',
      HTTPS_PROXY: 'http://user1:pass%2Fword@proxy:1',
    });

    const cleaned = secrets.removedFrom(
      'secret, secret sauce, secret%20sauce, xy, pass%2Fword, pass/word, user1',
    );

    expect(cleaned).toBe('[secret], [secret], [secret], xy, [secret], [secret], [secret]');
  });

  it('are removed where a text was cut inside of one', () => {
    const secrets = Secrets.from({ APITOOLKIT_KEY: 'abcdef-12345' });

    expect(secrets.removedFrom('it says abcdef-1… and abc… and abcdef-123')).toBe(
      'it says [secret]… and abc… and abcdef-123',
    );
  });

  it('are also those of the options', () => {
    const secrets = Secrets.from({});
    secrets.addOptions({ apiKey: 'key-1', headers: { a: 'value-1' }, endpoint: 'https://x/?q=token-1' });

    expect(secrets.removedFrom('key-1 value-1 token-1 q=token-1 other')).toBe(
      '[secret] [secret] [secret] [secret] other',
    );
  });
});
