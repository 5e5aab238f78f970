/** Why a record was dropped: every record that is not delivered is counted under one of these. */
export type DropReason =
  | 'queue_full'
  | 'too_large'
  | 'rejected'
  | 'rejected_by_server'
  | 'auth'
  | 'expired'
  | 'spool_corrupt'
  | 'shutdown'
  | 'sampled'
  | 'skip_error'
  | 'before_send'
  | 'before_send_error'
  | 'redaction_error'
  | 'encode_error'
  | 'internal_error'
  | 'capture_paused'
  | 'unsupported';

/**
 * How delivery stands: `ready`; `retrying` after a failure; `suspended` while the receiver takes nothing as
 * things are set up (a wrong key, a wrong endpoint); `closed` after the shutdown.
 */
export type DeliveryState = 'ready' | 'retrying' | 'suspended' | 'closed';

/** captured = delivered + queued + spooled + the sum of dropped, at every moment. */
export interface PipelineStatus {
  /** Records of this process, and those that it took over from the spool of another one. */
  readonly captured: number;
  readonly delivered: number;
  /** Waiting in memory, those under way included. */
  readonly queued: number;
  /** Waiting on disk, those under way included. */
  readonly spooled: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** Of the captured, how many came from the spool of an earlier process. */
  readonly recovered: number;
  /** How many records lost their bodies, and only those, since the queue was nearly full. */
  readonly shed: number;
  /** Where records go, without credentials: a URL, `local`, or an exporter's class name. */
  readonly destination: string;
  readonly state: DeliveryState;
  /** What went wrong last, in delivery. Without values, queries or keys. */
  readonly lastFailure?: { readonly reason: string; readonly at: Date };
}
