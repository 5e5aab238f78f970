import type { RedactedExchange } from '../../exchange/redacted-exchange.js';
import { estimateBytes } from '../../export/estimate-bytes.js';
import { AttributeRecord } from '../../export/otlp/attribute-record.js';
import { writeSpanAttributes } from '../../export/otlp/span-attributes.js';
import { SPAN_NAME } from '../../export/otlp/span-facts.js';
import type { CompiledRules } from '../../redaction/rules/compiled-rules.js';
import type { ExchangeDetail } from '../inspector-api.js';
import { redactedPlaces } from '../places/redacted-places.js';
import { toJson } from '../to-json.js';
import { exchangeLine } from './exchange-line.js';
import type { InspectedExchange } from './inspected-exchange.js';

/** An exchange of this process: the very object that went on to the exporter. */
export class CapturedExchange implements InspectedExchange {
  readonly line: InspectedExchange['line'];
  readonly byteLength: number;
  readonly #exchange: RedactedExchange;
  readonly #rules: () => CompiledRules;

  /** @param rules by which it was redacted, asked for when somebody looks at it */
  constructor(exchange: RedactedExchange, service: string, rules: () => CompiledRules) {
    this.line = exchangeLine(exchange, service, sumOf(exchange.redactions));
    this.byteLength = estimateBytes(exchange);
    this.#exchange = exchange;
    this.#rules = rules;
  }

  describe(): Pick<ExchangeDetail, 'exchange' | 'redacted' | 'otlp'> {
    const exchange = this.#exchange;
    const record = new AttributeRecord();
    writeSpanAttributes(record, exchange);
    return {
      exchange: toJson(exchange),
      redacted: redactedPlaces(exchange, this.#rules()),
      otlp: { name: SPAN_NAME, attributes: record.attributes },
    };
  }
}

/** Parts that failed are counted beside the rules, and are no redactions. */
function sumOf(redactions: Readonly<Record<string, number>>): number {
  return Object.entries(redactions)
    .filter(([rule]) => !rule.startsWith('failed '))
    .reduce((sum, [, times]) => sum + times, 0);
}
