import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAbsent } from './errno.js';

/** Why a folder is not used. The message names the remedy. */
export class UnsafeFolderError extends Error {}

/** The part of a directory that belongs to one service in one environment. */
export class SpoolFolder {
  readonly path: string;
  readonly #directory: string;

  constructor(directory: string, identity: string) {
    this.#directory = directory;
    this.path = join(directory, folderName(identity));
  }

  /** Makes it where it is not there, and throws where it is not safe or cannot be made. */
  ensure(): void {
    const directory = lstatOf(this.#directory) ?? made(this.#directory);
    checkDirectory(this.#directory, directory);
    const folder = lstatOf(this.path) ?? made(this.path);
    checkFolder(this.path, folder);
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }
}

/** Readable, and different for different identities. */
function folderName(identity: string): string {
  const slug = identity
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_CHARS)
    .replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  return `${slug === '' ? 'service' : slug}-${hash}`;
}

const MAX_SLUG_CHARS = 40;

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Not Node's own recursion: below /proc it never ends, on the thread of the app. */
function made(path: string): Stats {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (isAbsent(error) && dirname(path) !== path && existsAfterMaking(dirname(path)))
      mkdirSync(path, { mode: 0o700 });
    else if (!isThere(error)) throw error;
  }
  return lstatSync(path);
}

function existsAfterMaking(parent: string): boolean {
  return made(parent).isDirectory();
}

function isThere(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

const GROUP_OR_OTHERS_WRITE = 0o022;
const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

/** What may hold our folder: one in which nobody but us, or root, can put another in its place. */
function checkDirectory(path: string, stats: Stats): void {
  checkIsDirectory(path, stats);
  const uid = process.getuid?.();
  if (uid === undefined) return;
  if (stats.uid !== uid && stats.uid !== 0)
    throw new UnsafeFolderError(`${path} belongs to another user (uid ${stats.uid}, this process is ${uid})`);
  const isOpen = (stats.mode & GROUP_OR_OTHERS_WRITE) !== 0 && (stats.mode & STICKY) === 0;
  if (isOpen)
    throw new UnsafeFolderError(
      `${path} can be written by others: run "chmod go-w" on it, or name a new folder
 inside it, which will be made with mode 0700`.replace('\n', ''),
    );
}

/** Our folder itself: ours alone. */
function checkFolder(path: string, stats: Stats): void {
  checkIsDirectory(path, stats);
  const uid = process.getuid?.();
  if (uid === undefined) return;
  if (stats.uid !== uid)
    throw new UnsafeFolderError(`${path} belongs to another user (uid ${stats.uid}, this process is ${uid})`);
  if ((stats.mode & OTHERS_WRITE) !== 0)
    throw new UnsafeFolderError(`${path} can be written by others: run "chmod 700" on it, or remove it`);
  // A volume that is mounted with an fsGroup has its folders opened to the group each time.
  if ((stats.mode & 0o077) !== 0) chmodSync(path, 0o700);
}

function checkIsDirectory(path: string, stats: Stats): void {
  if (stats.isSymbolicLink())
    throw new UnsafeFolderError(`${path} is a symbolic link: name the folder it leads to`);
  if (!stats.isDirectory()) throw new UnsafeFolderError(`${path} is no directory`);
}
