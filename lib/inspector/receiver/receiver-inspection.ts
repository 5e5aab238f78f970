import { estimateBytes } from '../../export/estimate-bytes.js';
import { RedactionPolicy } from '../../redaction/redaction-policy.js';
import { emptyRules } from '../../redaction/rules/redaction-rules.js';
import { SDK_VERSION } from '../../version.js';
import type { Inspection } from '../inspection.js';
import { ReceivedExchange } from '../records/received-exchange.js';
import { RecordStore, type StoreListener } from '../records/record-store.js';
import { toJson } from '../to-json.js';
import { tryRedaction } from '../try-redaction.js';
import { exchangeOfSpan } from './exchange-of-span.js';
import type { OtlpMessage } from './otlp/otlp-message.js';
import { logsIn, spansIn } from './otlp/otlp-records.js';
import { receivedError } from './received-error.js';

const MAX_BODY_BYTES = 65_536;

/** What other processes sent: their exchanges and errors, and nothing of their rules. */
export class ReceiverInspection implements Inspection {
  readonly store: RecordStore;
  readonly #endpoint: () => string;
  /** The defaults alone, to try paths out. */
  readonly #policy = new RedactionPolicy({ rules: emptyRules, defaults: true, maxBodyBytes: MAX_BODY_BYTES });

  constructor(maxExchanges: number, listener: StoreListener, endpoint: () => string) {
    this.store = new RecordStore(maxExchanges, listener);
    this.#endpoint = endpoint;
  }

  /** Takes what an `ExportTraceServiceRequest` has of exchanges; other spans have nothing to show here. */
  addSpans(request: OtlpMessage): void {
    for (const { service, items } of spansIn(request)) {
      for (const span of items) {
        const facts = exchangeOfSpan(span);
        if (facts !== undefined) this.store.add(new ReceivedExchange(span, facts, service));
      }
    }
  }

  /** Takes the errors of an `ExportLogsServiceRequest`. */
  addLogs(request: OtlpMessage): void {
    for (const { service, items } of logsIn(request)) {
      for (const record of items) {
        const error = receivedError(record);
        const tags = record.attributes['monoscope.tags'];
        const summary = error && { service, error: toJson(error), tags: Array.isArray(tags) ? tags : [] };
        if (summary !== undefined) this.store.addError(summary, estimateBytes(summary));
      }
    }
  }

  state(): ReturnType<Inspection['state']> {
    const { services, kept } = this.store;
    return { mode: 'receiver', sdkVersion: SDK_VERSION, services, endpoint: this.#endpoint(), kept };
  }

  redaction(): ReturnType<Inspection['redaction']> {
    return {};
  }

  tryOut(...[request]: Parameters<Inspection['tryOut']>): ReturnType<Inspection['tryOut']> {
    return tryRedaction(request, this.#policy);
  }
}
