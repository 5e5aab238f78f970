import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { RedactedErrorRecord, RedactedExchange } from '../exchange/redacted-exchange.js';
import type { PipelineStatus } from '../export/pipeline-status.js';
import { estimateBytes } from '../export/estimate-bytes.js';
import type { RedactionPolicy } from '../redaction/redaction-policy.js';
import type { RedactionReport } from '../redaction/report/redaction-report.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import type { EarlyAnswerer } from '../servers/early-answers.js';
import { SDK_VERSION } from '../version.js';
import { InspectorServer } from './http/inspector-server.js';
import { localOrigin } from './http/local-origin.js';
import type { Inspection } from './inspection.js';
import { CapturedExchange } from './records/captured-exchange.js';
import { RecordStore } from './records/record-store.js';
import { toJson } from './to-json.js';
import { tryRedaction } from './try-redaction.js';

/** What the inspector of an app looks at. */
export interface InspectedApp {
  readonly path: string;
  readonly maxExchanges: number;
  readonly serviceName: string;
  readonly policy: () => RedactionPolicy;
  readonly status: () => PipelineStatus;
  readonly redactionReport: () => RedactionReport;
  readonly notice: (message: string) => void;
  /** Told of every fault: none of them reaches the app. */
  readonly failed: (error: unknown) => void;
}

/** Keeps the last exchanges of this app, as they were sent on, and serves the page that shows them. */
export class AppInspector implements EarlyAnswerer {
  readonly #app: InspectedApp;
  readonly #store: RecordStore;
  readonly #server: InspectorServer;

  constructor(app: InspectedApp) {
    this.#app = app;
    this.#server = new InspectorServer({
      path: app.path,
      inspection: () => this.#inspection(),
      failed: app.failed,
    });
    this.#store = new RecordStore(app.maxExchanges, this.#server);
  }

  /** @param rules of its route or call, by which it was redacted */
  add(exchange: RedactedExchange, rules: RedactionRules | undefined): void {
    try {
      const { serviceName, policy } = this.#app;
      this.#store.add(new CapturedExchange(exchange, serviceName, () => policy().rulesWith(rules)));
    } catch (error) {
      this.#app.failed(error);
    }
  }

  addError(record: RedactedErrorRecord): void {
    try {
      const { error, tags } = record;
      const summary = { service: this.#app.serviceName, error: toJson(error), tags };
      this.#store.addError(summary, estimateBytes(record));
    } catch (error) {
      this.#app.failed(error);
    }
  }

  isFor(request: IncomingMessage): boolean {
    return this.#server.isFor(request);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    this.#server.answer(request, response);
  }

  /** Says where the page is, now that it is known. */
  listening(server: Server): void {
    const origin = localOrigin(server);
    if (origin !== undefined) this.#app.notice(`Inspector: ${origin}${this.#app.path}/`);
  }

  /** Ends what is open, so that the app's server can close. */
  close(): void {
    this.#server.close();
  }

  #inspection(): Inspection {
    const { serviceName, status, redactionReport, policy } = this.#app;
    const store = this.#store;
    return {
      store,
      state: () => ({
        mode: 'app',
        sdkVersion: SDK_VERSION,
        services: [serviceName],
        status: status(),
        kept: store.kept,
      }),
      redaction: () => ({ report: redactionReport() }),
      tryOut: (request) => tryRedaction(request, policy()),
    };
  }
}
