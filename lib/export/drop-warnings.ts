import type { DropReason } from './pipeline-status.js';

/** What to say when something was lost that the user did not ask to lose. Said once a minute per reason. */
export const DROP_WARNINGS: Readonly<Partial<Record<DropReason, string>>> = {
  queue_full:
    'The queue is full: new records are dropped (queue_full). The destination is slower than the app or away; queue.maxBytes and queue.maxRecords set the bounds.',
  too_large:
    'A record larger than an export request may be was dropped (too_large). A smaller maxBodyBytes helps.',
  expired: 'Records on disk could not be delivered in time and were dropped (expired).',
  spool_corrupt: 'Records on disk could not be read back and were dropped (spool_corrupt).',
  encode_error: 'A record could not be encoded and was dropped (encode_error).',
  internal_error: 'A capture failed inside the SDK and was dropped (internal_error).',
  redaction_error: 'A record could not be redacted and was dropped (redaction_error).',
  before_send_error: 'beforeSend threw: the record was dropped (before_send_error).',
  skip_error: 'The skip option threw: the exchange was dropped (skip_error).',
  unsupported:
    'An error outside a request was dropped (unsupported): the exporter has no exportErrors method.',
};
