import type { ExportSignal, Prepared } from '../destination.js';
import type { DropReason } from '../pipeline-status.js';

/** Where a spool is, and what it may take. */
export interface SpoolOptions {
  /** Made when it is not there. Several processes may share it. */
  readonly directory: string;
  /** Whose records these are, as the service and its environment: others in the same directory never send them. */
  readonly identity: string;
  /** What records need to be sent as what they were: the encoded resource. Never with the key. */
  readonly preamble: Uint8Array;
  /** What all files of this process may take together. @default 268435456 (256 MiB) */
  readonly maxBytes?: number;
  /** How long a record may wait. @default 86400000 (24 h) */
  readonly maxAgeMs?: number;
  /** How often what was written is flushed to the disk; 0 leaves that to the system. @default 500 */
  readonly fsyncIntervalMs?: number;
  /** At this size a new file is begun, at most 16 MiB. @default 4194304 (4 MiB) */
  readonly segmentBytes?: number;
}

/** What a spool needs of, and tells, the pipeline around it. None of these may throw but `restore` and `serialize`. */
export interface SpoolHooks {
  /** For a record that another process captured. */
  nextSequence(): number;
  /** From the bytes that `serialize` made. `undefined`: these are none. */
  restore(bytes: Uint8Array, signal: ExportSignal, preamble: Uint8Array): Prepared | undefined;
  serialize(item: Prepared): Uint8Array;
  /** Records of another process are in this store now: captured and spooled, both by so many more. */
  recovered(count: number): void;
  /** Records of this store were dropped: spooled by so many fewer. */
  lost(reason: DropReason, count: number): void;
  /** Records of this store are another process's now: captured and spooled, both by so many fewer. */
  handedOver(count: number): void;
  /** Records wait that were not offered. */
  changed(): void;
  warn(kind: string, message: string): void;
}

/** The rhythm of a spool; tests have a faster one. */
export interface SpoolTiming {
  /** How often a process shows that it is alive, in its part of the folder. */
  readonly heartbeatMs: number;
  /** After so long without a sign of life a process counts as dead. */
  readonly staleMs: number;
  /** After so long without having given one, a process looks whether it counts as dead itself. */
  readonly overdueMs: number;
  /** How often the records of dead processes are looked for. */
  readonly sweepMs: number;
  /** How long a disk that failed is left alone. */
  readonly retryMs: number;
  /** A write that takes longer holds the app up: the disk is left alone for a while. */
  readonly slowWriteMs: number;
}

export const SPOOL_TIMING: SpoolTiming = {
  heartbeatMs: 10_000,
  staleMs: 30_000,
  overdueMs: 20_000,
  sweepMs: 30_000,
  retryMs: 30_000,
  slowWriteMs: 50,
};

/** The bounds of a spool, all of them. */
export type SpoolBounds = Required<
  Pick<SpoolOptions, 'maxBytes' | 'maxAgeMs' | 'fsyncIntervalMs' | 'segmentBytes'>
>;

export function boundsOf(options: SpoolOptions): SpoolBounds {
  const { maxBytes = 256 * MIB, maxAgeMs = 24 * 60 * 60 * 1000, fsyncIntervalMs = 500 } = options;
  // Of a small spool no single file may hold all the room, since room is freed file by file.
  const segmentBytes = Math.min(options.segmentBytes ?? 4 * MIB, MAX_SEGMENT_BYTES, Math.ceil(maxBytes / 4));
  return { maxBytes, maxAgeMs, fsyncIntervalMs, segmentBytes };
}

const MIB = 1024 * 1024;
const MAX_SEGMENT_BYTES = 16 * MIB;
