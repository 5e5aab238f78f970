import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { ErrorSummary, ExchangeSummary } from '../inspector-api.js';
import type { Inspection } from '../inspection.js';
import type { StoreListener } from '../records/record-store.js';
import { answerRefusal, lastOfConnection, redirect } from './answers.js';
import { EventStreams } from './event-streams.js';
import { InspectorRoutes } from './inspector-routes.js';
import { PageFiles } from './page-files.js';
import { refusalOfOtherSites, refusalOfRemote } from './local-request.js';

export interface InspectorServerParts {
  /** Without a slash at its end. */
  readonly path: string;
  readonly inspection: () => Inspection;
  /** Told of every fault: none of them reaches the app. */
  readonly failed: (error: unknown) => void;
  /** @default those of this package */
  readonly files?: PageFiles;
}

/** Serves the page and what it asks for, below one path of a server that somebody else has. */
export class InspectorServer implements StoreListener {
  readonly #path: string;
  readonly #inspection: () => Inspection;
  readonly #failed: (error: unknown) => void;
  readonly #streams = new EventStreams(() => this.#sendChangedState());
  readonly #routes: InspectorRoutes;
  #lastState = '';
  #isClosed = false;

  constructor({ path, inspection, failed, files = new PageFiles() }: InspectorServerParts) {
    this.#path = path;
    this.#inspection = inspection;
    this.#failed = failed;
    this.#routes = new InspectorRoutes(inspection, this.#streams, files);
  }

  /** Whether a request is for something below the path. */
  isFor({ url = '' }: IncomingMessage): boolean {
    if (!url.startsWith(this.#path)) return false;
    const next = url[this.#path.length];
    return next === undefined || next === '/' || next === '?';
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', this.#failed);
    this.#answerSafely(request, response).catch(this.#failed);
  }

  exchange(summary: ExchangeSummary): void {
    this.#streams.send('exchange', summary);
  }

  error(summary: ErrorSummary): void {
    this.#streams.send('error', summary);
  }

  cleared(): void {
    this.#streams.send('cleared', {});
  }

  /** Ends what is open and answers nothing more, so that the server can close. */
  close(): void {
    this.#isClosed = true;
    this.#streams.close();
  }

  async #answerSafely(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(request, response);
    } catch (error) {
      // Whoever went away in the midst of a body is no fault.
      if (request.destroyed && !request.complete) return;
      this.#failed(error);
      if (response.headersSent) response.destroy();
      else
        answerRefusal(response, {
          status: 500,
          error: 'The inspector failed at this. The app is not affected.',
        });
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOfRemote(request) ?? refusalOfOtherSites(request);
    if (refusal !== undefined) return answerRefusal(response, refusal);
    if (this.#isClosed) return answerLast(request, response);
    const [path = ''] = (request.url ?? '').slice(this.#path.length).split('?', 1);
    // Relative to what was asked for, whatever name and port this is reached under.
    if (path === '') return redirect(response, `${this.#path.slice(this.#path.lastIndexOf('/') + 1)}/`);
    await this.#routes.answer(path.slice(1), request, response);
  }

  /** What a ledger counts changes with each export, of which nobody tells. */
  #sendChangedState(): void {
    try {
      const state = this.#inspection().state();
      const text = JSON.stringify(state);
      if (text !== this.#lastState) this.#streams.send('state', state);
      this.#lastState = text;
    } catch (error) {
      this.#failed(error);
    }
  }
}

/**
 * Pages ask again and again, and a server closes when the last of its connections has. One that was opened before and
 * had asked for nothing is not closed with those that are idle.
 */
function answerLast(request: IncomingMessage, response: ServerResponse): void {
  answerRefusal(response, { status: 503, error: 'The app is shutting down.' }, lastOfConnection(request));
  if (isHttp2(request)) request.stream.session?.close();
}

function isHttp2(request: IncomingMessage | Http2ServerRequest): request is Http2ServerRequest {
  return request.httpVersionMajor === 2;
}
