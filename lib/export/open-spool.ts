import type { Destination, Prepared } from './destination.js';
import type { ThrottledDiagnostics } from './diagnostics.js';
import { DROP_WARNINGS } from './drop-warnings.js';
import type { Ledger } from './ledger.js';
import type { DropReason } from './pipeline-status.js';
import type { LastingStore } from './record-stores.js';
import { DeadLetters } from './spool/dead-letters.js';
import type { SpoolOptions } from './spool/spool-options.js';
import { Spool } from './spool/spool.js';

export interface SpoolSurroundings {
  readonly destination: Destination;
  readonly ledger: Ledger;
  readonly diagnostics: ThrottledDiagnostics;
  /** Called when there are records to send that nobody offered. */
  readonly changed: () => void;
}

/** Where records go that the receiver refused for good: beside the spool, if there is one. */
export function deadLetterBox(
  options: Omit<SpoolOptions, 'preamble'> | undefined,
  { codec }: Destination,
): (items: readonly Prepared[], reason: DropReason) => void {
  if (options === undefined || codec === undefined) return () => {};
  const { directory, identity } = options;
  const letters = new DeadLetters({
    directory,
    identity,
    preamble: codec.preamble,
    serialize: (item) => codec.serialize(item),
  });
  return (items, reason) => void letters.keep(items, reason);
}

/** How the spool is opened, if there is to be one and the destination has a form of records that lasts. */
export function spoolOpener(
  options: Omit<SpoolOptions, 'preamble'> | undefined,
  { destination, ledger, diagnostics, changed }: SpoolSurroundings,
): ((nextSequence: () => number) => LastingStore) | undefined {
  const { codec } = destination;
  if (options === undefined || codec === undefined) return undefined;
  return (nextSequence) =>
    new Spool(
      { ...options, preamble: codec.preamble },
      {
        nextSequence,
        changed,
        restore: (...bytes) => codec.restore(...bytes),
        serialize: (item) => codec.serialize(item),
        recovered: (count) => ledger.recovered('spooled', count),
        handedOver: (count) => ledger.handedOver('spooled', count),
        lost: (reason, count) => {
          ledger.discarded('spooled', reason, count);
          diagnostics.warn(reason, DROP_WARNINGS[reason] ?? `Records of the spool were dropped (${reason}).`);
        },
        warn: (kind, message) => diagnostics.warn(kind, message),
      },
    );
}
