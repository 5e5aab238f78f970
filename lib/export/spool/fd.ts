import { close, constants, fdatasync, read } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

/** `fdatasync` off this thread. */
export const syncFd = promisify(fdatasync);

export const readFd = promisify(read);

/** Off this thread; what an error in closing could mean, the sync before it has said. */
export function closeFd(fd: number): Promise<void> {
  return new Promise((resolve) => close(fd, () => resolve()));
}

/** Makes the names in a folder durable, off this thread. Not every system can, and it is only for a power failure. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // Windows opens no folders.
  }
}
