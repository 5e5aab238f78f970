import { estimateBytes } from '../../export/estimate-bytes.js';
import type { ExchangeDetail } from '../inspector-api.js';
import { redactedPlaces } from '../places/redacted-places.js';
import type { ReceivedFacts } from '../receiver/exchange-of-span.js';
import type { OtlpSpan } from '../receiver/otlp/otlp-records.js';
import { toJson } from '../to-json.js';
import { exchangeLine } from './exchange-line.js';
import type { InspectedExchange } from './inspected-exchange.js';

/** An exchange that another process sent: its rules are not known here, only where the marker stands. */
export class ReceivedExchange implements InspectedExchange {
  readonly line: InspectedExchange['line'];
  readonly byteLength: number;
  readonly #facts: ReceivedFacts;
  readonly #otlp: ExchangeDetail['otlp'];

  constructor(span: OtlpSpan, facts: ReceivedFacts, service: string) {
    this.line = exchangeLine(facts, service, redactedPlaces(facts).length);
    this.byteLength = estimateBytes(facts) + estimateBytes(span.attributes);
    this.#facts = facts;
    this.#otlp = { name: span.name, attributes: span.attributes };
  }

  describe(): Pick<ExchangeDetail, 'exchange' | 'redacted' | 'otlp'> {
    // What came over the wire has no brand: nobody here vouches for it.
    const exchange = toJson(this.#facts) as ExchangeDetail['exchange'];
    return { exchange, redacted: redactedPlaces(this.#facts), otlp: this.#otlp };
  }
}
