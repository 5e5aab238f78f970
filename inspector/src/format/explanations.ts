import type { OmittedReason } from '../../../lib/exchange/redacted-exchange.js';
import type { DeliveryState, DropReason } from '../../../lib/export/pipeline-status.js';

/** Why a body, or the rest of it, was withheld. */
const OMITTED: Readonly<Record<OmittedReason, string>> = {
  unparseable: 'It is not valid for its content type from here on, so it cannot be redacted.',
  truncated: 'It was cut before anything of it could be redacted and shown.',
  encoding: 'It is compressed in a way that is not redacted.',
  charset: 'Its charset is not one that is redacted.',
  type: 'Its content type is not one that is captured under the rules for this route.',
  'route-unknown': 'No handler, and so no redaction rule, is known for this request.',
  disabled: 'An option or a decorator switched the capture of this body off.',
  'jsonpath-plus': 'It is out of the bounds of a path with the engine jsonpath-plus.',
  depth: 'It is nested too deeply to be redacted.',
  error: 'Its redaction failed, so all of it was withheld.',
  budget: 'There was no room to keep it: the memory for bodies was taken.',
  overload: 'There was no time to redact it: the app was overloaded.',
};

export function explainOmitted(reason: string): string {
  return isKeyOf(OMITTED, reason) ? OMITTED[reason] : `The reason is: ${reason}.`;
}

const DROPPED: Readonly<Record<DropReason, string>> = {
  queue_full: 'the queue was full',
  too_large: 'larger than the receiver takes',
  rejected: 'refused by the receiver',
  rejected_by_server: 'taken, but not kept by the receiver',
  auth: 'the key was refused',
  expired: 'tried for too long',
  spool_corrupt: 'unreadable on disk',
  shutdown: 'not delivered before the app ended',
  sampled: 'left out by sampling',
  skip_error: 'the skip function threw',
  before_send: 'left out by beforeSend',
  before_send_error: 'beforeSend threw',
  redaction_error: 'could not be redacted',
  encode_error: 'could not be encoded',
  internal_error: 'a fault of the library',
  capture_paused: 'capture was paused',
  unsupported: 'not supported by the exporter',
};

export function explainDropped(reason: string): string {
  return isKeyOf(DROPPED, reason) ? DROPPED[reason] : reason;
}

const STATES: Readonly<Record<DeliveryState, string>> = {
  ready: 'Records are delivered as they come.',
  retrying: 'The last delivery failed; it is being tried again.',
  suspended: 'The receiver takes nothing as things are set up: check the key and the endpoint.',
  closed: 'The app has shut down.',
};

export function explainState(state: string): string {
  return isKeyOf(STATES, state) ? STATES[state] : state;
}

function isKeyOf<K extends string>(record: Readonly<Record<K, string>>, key: string): key is K {
  return Object.hasOwn(record, key);
}
