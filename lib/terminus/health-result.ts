import type { PipelineStatus } from '../export/pipeline-status.js';
import type { DeliveryTrouble } from './delivery-trouble.js';

/** A result as `@nestjs/terminus` 10, 11 and 12 have them. */
export type APIToolkitHealth<Key extends string = string> = Record<Key, APIToolkitHealthDetails>;

/** How delivery stands. A health route may be public: there are no paths, queries, values or keys in it. */
export type APIToolkitHealthDetails = {
  readonly status: 'up' | 'down';
  /** Where records go, without credentials. */
  readonly destination: string;
  readonly state?: NonNullable<PipelineStatus['state']>;
  /** Waiting in memory. */
  readonly queued: number;
  /** Waiting on disk. */
  readonly spooled: number;
  /** Lost since this key was checked last; records that were sampled out or dropped by `beforeSend` do not count. */
  readonly droppedSinceLastCheck: number;
  /** What is wrong, where something is, whether it makes the app unhealthy or not. */
  readonly reason?: string;
};

export function healthDetails(
  { destination, state, queued, spooled, lastFailure }: PipelineStatus,
  found: { readonly isDown: boolean; readonly troubles: readonly DeliveryTrouble[]; readonly lost: number },
): APIToolkitHealthDetails {
  const { isDown, troubles, lost } = found;
  const isAway = troubles.some((trouble) => trouble !== 'dropping');
  const failure = isAway && lastFailure !== undefined ? `: ${lastFailure.reason}` : '';
  return {
    status: isDown ? 'down' : 'up',
    destination,
    ...(state !== undefined && { state }),
    queued,
    spooled,
    droppedSinceLastCheck: lost,
    ...(troubles.length > 0 && { reason: `${troubles.join(', ')}${failure}` }),
  };
}
