import type { ExportSignal, Prepared } from '../destination.js';
import type { StoredRecord } from '../record-store.js';
import { isTransient } from './errno.js';
import { readPositions } from './read-positions.js';
import { bySegment } from './segment-set.js';
import type { Place, Segment } from './segment.js';

export type Restore = (bytes: Uint8Array, signal: ExportSignal, preamble: Uint8Array) => Prepared | undefined;

/** What became of places that were to be read. */
export interface ReadOutcome {
  readonly records: readonly { readonly record: StoredRecord; readonly place: Place }[];
  /** What is there is not what was written. */
  readonly damaged: readonly Place[];
  /** There is no such file any more, or none that may be opened. */
  readonly missing: ReadonlyMap<Segment, readonly Place[]>;
  /** The file cannot be opened for the moment: there are too many open ones, perhaps. */
  readonly busy: ReadonlyMap<Segment, readonly Place[]>;
}

/** Reads records back. Never rejects. */
export async function readPlaces(places: readonly Place[], restore: Restore): Promise<ReadOutcome> {
  const records: { record: StoredRecord; place: Place }[] = [];
  const damaged: Place[] = [];
  const missing = new Map<Segment, readonly Place[]>();
  const busy = new Map<Segment, readonly Place[]>();
  for (const [segment, group] of bySegment(places)) {
    try {
      const read = await readPositions(segment.file, group);
      group.forEach((place, index) => {
        const found = read[index];
        const item = found && restored(restore, found.payload, place);
        if (found === undefined || item === undefined) damaged.push(place);
        else
          records.push({
            record: { item, sequence: place.sequence, storedAtMs: found.storedAtMs },
            place,
          });
      });
    } catch (error) {
      (isTransient(error) ? busy : missing).set(segment, group);
    }
  }
  records.sort((a, b) => a.record.sequence - b.record.sequence);
  return { records, damaged, missing, busy };
}

/** The hook is not ours: what it throws means that it could not. */
function restored(restore: Restore, payload: Uint8Array, { signal, segment }: Place): Prepared | undefined {
  try {
    return restore(payload, signal, segment.file.preamble);
  } catch {
    return undefined;
  }
}
