import type { ExchangeDetail, ExchangeSummary } from '../inspector-api.js';
import type { Weighed } from './bounded-list.js';

/** An exchange as the page is shown it: a line at once, the rest when somebody asks. */
export interface InspectedExchange extends Weighed {
  readonly line: Omit<ExchangeSummary, 'id'>;
  describe(): Pick<ExchangeDetail, 'exchange' | 'redacted' | 'otlp'>;
}
