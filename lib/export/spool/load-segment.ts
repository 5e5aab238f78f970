import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { scanSegment, type SegmentScan } from './scan-segment.js';

/** No segment is larger: what is, somebody else has put there. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

export interface LoadedSegment {
  readonly scan: SegmentScan;
  readonly byteLength: number;
}

/** `undefined`: no segment of this format. Rejects when it cannot be read at all. */
export async function loadSegment(path: string): Promise<LoadedSegment | undefined> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return undefined;
    // A volume that was mounted with an fsGroup has its files opened to the group.
    if (process.getuid !== undefined && (stats.mode & 0o077) !== 0) await handle.chmod(0o600);
    const bytes = await handle.readFile();
    const scan = scanSegment(bytes);
    return scan === undefined ? undefined : { scan, byteLength: bytes.byteLength };
  } finally {
    await handle.close();
  }
}
