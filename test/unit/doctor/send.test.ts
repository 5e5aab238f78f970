import { describe, expect, it } from 'vitest';
import { answer } from '../../support/otlp-receiver.js';
import { DoctorHarness, KEY } from './doctor-harness.js';

const harness = new DoctorHarness();

describe('a test record', () => {
  it('is not sent by itself', async () => {
    expect(await harness.examine('send')).toMatchObject([{ verdict: 'skip' }]);
    expect(harness.receiver.spans).toEqual([]);
  });

  it('goes all the way when asked for', async () => {
    const [line] = await harness.examine('send', { APITOOLKIT_KEY: KEY, APITOOLKIT_TAGS: 'eu' }, '--send');

    const [span, ...others] = harness.receiver.spans;
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      name: 'monoscope.http',
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/apitoolkit-doctor',
        'http.response.status_code': 200,
        'monoscope.tags': ['eu', 'doctor'],
      },
    });
    expect(line).toMatchObject({
      verdict: 'ok',
      message: expect.stringMatching(
        /^delivered; look for it on the server: GET \/apitoolkit-doctor, trace [0-9a-f]{32}$/,
      ),
    });
  });

  it.each([
    ['refused', 401, /401/],
    ['held', 503, /503/],
  ])('is %s when the receiver answers %i', async (_name, status, said) => {
    harness.receiver.always(answer(status));

    const [line] = await harness.examine('send', {}, '--send', '--timeout', '1');

    expect(line).toMatchObject({ verdict: 'fail', message: expect.stringMatching(said) });
  });

  it('has nowhere to go in local mode', async () => {
    expect(await harness.app.examine('send', {}, '--send')).toMatchObject([
      { verdict: 'skip', message: 'local mode: there is no endpoint' },
    ]);
  });
});
