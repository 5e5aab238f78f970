import { constants } from 'node:os';

/** `ENOSPC` and the like; the message of an error is not kept, for it may name more than it should. */
export function errnoOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown error';
  // Node has no name for it.
  if ('errno' in error && error.errno === -constants.errno.EDQUOT) return 'EDQUOT';
  return typeof error.code === 'string' ? error.code : 'unknown error';
}

/** Nothing is there under that name. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errnoOf(error));
}

/** What is there cannot be had for the moment, through no fault of its own. */
export function isTransient(error: unknown): boolean {
  return ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR', 'EBUSY', 'ETIMEDOUT'].includes(errnoOf(error));
}
