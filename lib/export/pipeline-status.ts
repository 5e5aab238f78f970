/** Why a record was dropped: every record that is not delivered is counted under one of these. */
export type DropReason =
  | 'queue_full'
  | 'too_large'
  | 'rejected'
  | 'auth'
  | 'expired'
  | 'spool_corrupt'
  | 'rejected_by_server'
  | 'shutdown'
  | 'sampled'
  | 'skip_error'
  | 'before_send'
  | 'before_send_error'
  | 'redaction_error'
  | 'encode_error'
  | 'internal_error'
  | 'capture_paused'
  | 'overload'
  | 'unsupported';

/** captured = delivered + queued + spooled + the sum of dropped, at every moment. */
export interface PipelineStatus {
  readonly captured: number;
  readonly delivered: number;
  /** Waiting in memory, the batch under way included. */
  readonly queued: number;
  /** Waiting on disk. */
  readonly spooled: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** Where records go, without credentials: a URL, `local`, or an exporter's class name. */
  readonly destination: string;
}
