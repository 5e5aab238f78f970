import type { OtlpDestinationConfig } from '../../config/destination.config.js';
import type { Finding, Findings } from '../finding.js';
import type { ClockReading } from './clock-reading.js';

export interface EndpointVisit {
  readonly receiver: OtlpDestinationConfig;
  readonly timeoutMs: number;
  readonly noteClock: (reading: ClockReading | undefined) => void;
}

/** One step on the way to the receiver. After one that fails, those that follow would only fail for the same reason. */
export type EndpointStep = (visit: EndpointVisit, findings: Findings) => Promise<Finding>;
