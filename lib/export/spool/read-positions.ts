import { readFd } from './fd.js';
import { decodeEntryHeader, payloadOf } from './entry.js';
import type { Position } from './position-list.js';
import { entryBytes, type SegmentFile } from './segment-file.js';

/** A record as it is on disk. */
export interface ReadRecord {
  readonly payload: Uint8Array;
  readonly storedAtMs: number;
}

/**
 * Reads records back, neighbours at once; `undefined` for one that is not what was written. Rejects only when the
 * file cannot be opened.
 */
export async function readPositions(
  file: SegmentFile,
  positions: readonly Position[],
): Promise<readonly (ReadRecord | undefined)[]> {
  const handle = await file.openForReading();
  try {
    const read: (ReadRecord | undefined)[] = [];
    for (const run of runsOf(positions)) read.push(...(await readRun(handle, run, file.salt)));
    return read;
  } finally {
    if (typeof handle !== 'number') await handle.close().catch(() => {});
  }
}

type Readable = Awaited<ReturnType<SegmentFile['openForReading']>>;

/** More than this between two records is not read along. */
const MAX_GAP_BYTES = 16 * 1024;

/** Positions that one read serves. They are in the order of the file but for what was put back. */
function runsOf(positions: readonly Position[]): Position[][] {
  const runs: Position[][] = [];
  let end = -1;
  for (const position of positions) {
    const run = runs.at(-1);
    const gap = position.offset - end;
    if (run !== undefined && gap >= 0 && gap <= MAX_GAP_BYTES) run.push(position);
    else runs.push([position]);
    end = position.offset + entryBytes(position.byteLength);
  }
  return runs;
}

async function readRun(
  from: Readable,
  run: readonly Position[],
  salt: number,
): Promise<(ReadRecord | undefined)[]> {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  const start = first.offset;
  const bytes = await readBytes(from, start, last.offset + entryBytes(last.byteLength) - start);
  return run.map(({ offset, byteLength }) => recordAt(bytes, offset - start, byteLength, salt));
}

/** What could be read of it, which is nothing when the disk fails. */
async function readBytes(from: Readable, start: number, byteLength: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(byteLength);
  let done = 0;
  try {
    while (done < byteLength) {
      const left = byteLength - done;
      const { bytesRead } =
        typeof from === 'number'
          ? await readFd(from, buffer, done, left, start + done)
          : await from.read(buffer, done, left, start + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
  } catch {
    // Each record that is missing is reported by who asked for it.
  }
  return buffer.subarray(0, done);
}

function recordAt(bytes: Buffer, offset: number, byteLength: number, salt: number): ReadRecord | undefined {
  const header = decodeEntryHeader(bytes, offset, salt);
  if (header === undefined || header.byteLength !== byteLength) return undefined;
  const payload = payloadOf(bytes, offset, header, salt);
  return payload === undefined ? undefined : { payload, storedAtMs: header.atMs };
}
