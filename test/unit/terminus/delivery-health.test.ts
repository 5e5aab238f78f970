import type { HealthIndicatorFunction } from '@nestjs/terminus';
import { ModulesContainer } from '@nestjs/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { PipelineStatus } from '../../../lib/export/pipeline-status.js';
import {
  checkedFailOn,
  lostRecords,
  troublesOf,
  type HealthThresholds,
} from '../../../lib/terminus/delivery-trouble.js';
import { understandsDownResults } from '../../../lib/terminus/down-results.js';
import { HealthCheckFailure } from '../../../lib/terminus/health-check-failure.js';
import { healthDetails } from '../../../lib/terminus/health-result.js';
import type { APIToolkitHealthIndicator } from '../../../lib/terminus/index.js';

const READY: PipelineStatus = {
  captured: 12,
  delivered: 2,
  queued: 3,
  spooled: 0,
  dropped: { sampled: 4, before_send: 1, unsupported: 1, queue_full: 1 },
  recovered: 0,
  shed: 0,
  destination: 'http://127.0.0.1:4318/v1/traces',
  state: 'ready',
};
const SUSPENDED: PipelineStatus = {
  ...READY,
  state: 'suspended',
  lastFailure: { reason: 'HTTP 401', at: new Date('2026-08-01T12:00:00Z') },
};

describe('the trouble of delivery', () => {
  it.each<[PipelineStatus['state'], number, readonly string[]]>([
    ['ready', 0, []],
    ['closed', 0, []],
    ['suspended', 0, ['suspended']],
    ['retrying', 0, ['unreachable']],
    ['retrying', 2, ['unreachable', 'dropping']],
  ])('in state %s with %i lost is %j', (state, lost, troubles) => {
    expect(troublesOf({ ...READY, ...(state && { state }) }, lost)).toEqual(troubles);
  });

  it('is none of what the app asked for', () => {
    expect(lostRecords(READY)).toBe(1);
    expect(lostRecords({ ...READY, dropped: {} })).toBe(0);
  });

  it('is told with its reason', () => {
    const found = { isDown: true, troubles: ['suspended'], lost: 0 } as const;

    expect(healthDetails(SUSPENDED, found)).toEqual({
      status: 'down',
      destination: 'http://127.0.0.1:4318/v1/traces',
      state: 'suspended',
      queued: 3,
      spooled: 0,
      droppedSinceLastCheck: 0,
      reason: 'suspended: HTTP 401',
    });
    expect(healthDetails(SUSPENDED, { isDown: false, troubles: [], lost: 0 })).not.toHaveProperty('reason');
  });

  it('is asked for by names that are checked', () => {
    // As JavaScript may ask.
    const misspelled = { failOn: ['unreachabel'] } as unknown as HealthThresholds;

    expect(() => checkedFailOn(misspelled)).toThrow(
      "failOn: expected any of 'suspended', 'unreachable', 'dropping', got 'unreachabel'.",
    );
    expect(checkedFailOn({})).toEqual([]);
  });
});

describe("terminus's way of being told", () => {
  it('is a result, where there is no terminus to ask', async () => {
    expect(await understandsDownResults(new ModulesContainer())).toBe(true);
  });

  it('has the types of terminus', () => {
    type Check = () => ReturnType<APIToolkitHealthIndicator['isHealthy']>;
    expectTypeOf<Check>().toExtend<HealthIndicatorFunction>();
    expect(new HealthCheckFailure({})).toMatchObject({ isHealthCheckError: true, causes: {} });
  });
});
