import type { DropReason, PipelineStatus } from '../export/pipeline-status.js';
import { APIToolkitConfigError } from '../config/option-checks.js';

/**
 * What may be wrong with delivery: `suspended` (the receiver takes nothing as things are set up, a wrong key for example),
 * `unreachable` (it is away, records are held), `dropping` (records were lost since the last check).
 */
export type DeliveryTrouble = 'suspended' | 'unreachable' | 'dropping';

/** Which troubles make an app unhealthy. */
export interface HealthThresholds {
  /** @default [] telemetry is no reason to take an app out of rotation */
  readonly failOn?: readonly DeliveryTrouble[] | undefined;
}

/** @throws APIToolkitConfigError for a name that means nothing: a check that never fails would go unnoticed */
export function checkedFailOn({ failOn = [] }: HealthThresholds): readonly DeliveryTrouble[] {
  for (const name of failOn) {
    if (ALL.includes(name)) continue;
    throw new APIToolkitConfigError(
      `APIToolkitHealthIndicator: failOn: expected any of ${ALL.map((each) => `'${each}'`).join(', ')}, got '${name}'.`,
    );
  }
  return failOn;
}

/** What is wrong now. */
export function troublesOf({ state }: PipelineStatus, lostSinceLastCheck: number): DeliveryTrouble[] {
  const isPresent: Readonly<Record<DeliveryTrouble, boolean>> = {
    suspended: state === 'suspended',
    unreachable: state === 'retrying',
    dropping: lostSinceLastCheck > 0,
  };
  return ALL.filter((trouble) => isPresent[trouble]);
}

/** How many records were lost since the start, without those that the app asked not to have. */
export function lostRecords({ dropped }: PipelineStatus): number {
  const all = Object.values(dropped).reduce((sum, count) => sum + count, 0);
  return ASKED_FOR.reduce((rest, reason) => rest - (dropped[reason] ?? 0), all);
}

const ALL: readonly DeliveryTrouble[] = ['suspended', 'unreachable', 'dropping'];
const ASKED_FOR: readonly DropReason[] = ['sampled', 'before_send', 'unsupported'];
