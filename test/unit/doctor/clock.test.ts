import { describe, expect, it } from 'vitest';
import { leastSkewMs } from '../../../lib/doctor/endpoint/clock-reading.js';
import { answer } from '../../support/otlp-receiver.js';
import { DoctorHarness } from './doctor-harness.js';

const harness = new DoctorHarness();

function serveTime(offsetMs: number, headers: Record<string, string> = {}) {
  harness.receiver.always((response, request) =>
    answer(200, '', { date: new Date(Date.now() + offsetMs).toUTCString(), ...headers })(response, request),
  );
}

describe('the clock', () => {
  it.each([
    [0, 'ok', /^agrees with the server$/],
    [3_000, 'ok', /^agrees/],
    [60_000, 'warn', /^this machine is (59|60) s behind the server$/],
    [-60_000, 'warn', /^this machine is (59|60) s ahead of the server$/],
    [3_600_000, 'fail', /^this machine is 60 min behind the server$/],
    [-3_600_000, 'fail', /^this machine is 60 min ahead of the server$/],
  ])('of a server that is off by %i ms: %s', async (offsetMs, verdict, message) => {
    serveTime(offsetMs);

    const lines = await harness.examine('clock');

    expect(lines).toMatchObject([{ verdict, message: expect.stringMatching(message) }]);
    expect(lines[0]?.remedy?.includes('NTP') ?? false).toBe(verdict !== 'ok');
  });

  it('is not judged by what a cache answers', async () => {
    serveTime(-3_600_000, { age: '3600' });

    expect(await harness.examine('clock')).toMatchObject([{ verdict: 'skip' }]);
  });
});

describe('the round trip', () => {
  const at = (serverMs: number, sentAtMs: number, receivedAtMs: number) =>
    leastSkewMs({ serverMs, sentAtMs, receivedAtMs });

  it('takes off what it may have taken', () => {
    expect(at(10_000, 10_000, 10_900)).toBe(0);
    // Written when the request left, or a second after: nothing can be said.
    expect(at(10_000, 10_999, 18_000)).toBe(0);
    expect(at(10_000, 12_000, 18_000)).toBe(1_000);
    expect(at(20_000, 12_000, 18_000)).toBe(-2_000);
  });
});
