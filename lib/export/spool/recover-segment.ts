import type { LoadedSegment } from './load-segment.js';
import { Segment } from './segment.js';
import { SegmentFile } from './segment-file.js';

/** A segment of another process, and how many records were in it. */
export interface Recovered {
  readonly segment: Segment;
  /** Which wait now. */
  readonly records: number;
  readonly damaged: number;
  readonly expired: number;
}

/** Makes the records that may still be sent this process's own. */
export function recoverSegment(
  path: string,
  { scan, byteLength }: LoadedSegment,
  maxAgeMs: number,
  nextSequence: () => number,
): Recovered {
  const { preamble, salt, byteLength: headerBytes } = scan.header;
  const segment = new Segment(new SegmentFile({ path, preamble, salt, headerBytes, byteLength }), true);
  const nowMs = performance.now();
  const wallMs = Date.now();
  let records = 0;
  for (const record of scan.records) {
    // Stored in the future: a clock was set back. Its age counts from here on, so that it does end.
    const ageMs = Math.max(0, wallMs - record.storedAtMs);
    if (ageMs > maxAgeMs) continue;
    segment.addRecovered(record, nextSequence(), nowMs + maxAgeMs - ageMs);
    records += 1;
  }
  return { segment, records, damaged: scan.damaged, expired: scan.records.length - records };
}
