import { randomBytes } from 'node:crypto';

/**
 * An instance is one spool of one run of a process, under a random name: process ids are not enough, since every
 * container has a process 1.
 */
export function newInstance(): string {
  return randomBytes(8).toString('hex');
}

/** The records of an instance, in several files. */
export const segmentName = (instance: string, number: number): string => `${instance}.${number}.spool`;

/** Its time of modification is the last sign of life. */
export const aliveName = (instance: string): string => `${instance}.alive`;

/** What becomes of the sign of life once another process has taken the records over. */
export const adoptedName = (instance: string): string => `${instance}.adopted`;

/** A file that could not be read, kept for a while. */
export const quarantineName = (segment: string): string => `${segment}.quarantine`;

/** What a file of the folder is; `undefined` for what is none of ours. */
export function parseName(
  name: string,
): { readonly kind: 'spool' | 'alive' | 'adopted'; readonly instance: string } | undefined {
  const [, instance, kind] = NAME.exec(name) ?? [];
  if (instance === undefined) return undefined;
  if (kind === 'alive' || kind === 'adopted') return { kind, instance };
  return { kind: 'spool', instance };
}

const NAME = /^([0-9a-f]{16})\.(?:(alive|adopted)|\d{1,9}\.spool)$/;
