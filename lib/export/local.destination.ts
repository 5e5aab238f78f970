import type { RedactedRecord } from '../exchange/redacted-exchange.js';
import type { Destination, Prepared, SendResult } from './destination.js';

/** Local mode: nothing leaves the process, and nothing is kept of a record but that it was there. */
export class LocalDestination implements Destination {
  readonly name = 'local';

  prepare(record: RedactedRecord): Prepared {
    return { signal: record.kind === 'error' ? 'logs' : 'traces', byteLength: 0 };
  }

  async send(): Promise<SendResult> {
    return { status: 'delivered' };
  }
}
