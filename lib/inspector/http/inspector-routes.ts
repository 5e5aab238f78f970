import type { IncomingMessage, ServerResponse } from 'node:http';
import { INSPECTOR_TOKEN_HEADER } from '../inspector-api.js';
import type { Inspection } from '../inspection.js';
import { answerJson, answerNothing, answerRefusal, answerText, lastOfConnection } from './answers.js';
import type { EventStreams } from './event-streams.js';
import type { PageFileName, PageFiles } from './page-files.js';
import { PageToken } from './page-token.js';
import type { Refusal } from './refusal.js';
import { readBody } from './request-body.js';
import { readTryRequest } from './try-request.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: Answer;
}

const MAX_BODY_BYTES = 1024 * 1024;
const EXCHANGE = /^api\/exchanges\/(\d{1,15})$/;

/** All that can be asked for: nothing else of the machine can. */
export class InspectorRoutes {
  readonly #inspection: () => Inspection;
  readonly #streams: EventStreams;
  readonly #token = new PageToken();
  readonly #files: PageFiles;
  readonly #routes: ReadonlyMap<string, Route>;

  constructor(inspection: () => Inspection, streams: EventStreams, files: PageFiles) {
    this.#inspection = inspection;
    this.#files = files;
    this.#streams = streams;
    this.#routes = new Map<string, Route>([
      ['', this.#page('index.html')],
      ['app.js', this.#page('app.js')],
      ['app.css', this.#page('app.css')],
      ['icon.svg', this.#page('icon.svg')],
      ['api/state', this.#view((each) => each.state())],
      ['api/exchanges', this.#view(({ store }) => store.exchanges())],
      ['api/errors', this.#view(({ store }) => store.errors())],
      ['api/redaction', this.#view((each) => each.redaction())],
      ['api/events', { method: 'GET', answer: (request, response) => this.#listen(request, response) }],
      ['api/try', { method: 'POST', answer: (request, response) => this.#tryOut(request, response) }],
      ['api/clear', { method: 'POST', answer: (_, response) => this.#clear(response) }],
    ]);
  }

  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = this.#routes.get(path) ?? this.#exchangeRoute(path);
    if (route === undefined)
      return answerRefusal(response, {
        status: 404,
        error: 'There is nothing here. The page is one level up.',
      });
    const isRightMethod = route.method === (request.method === 'HEAD' ? 'GET' : request.method);
    if (!isRightMethod) {
      const allow = route.method === 'GET' ? 'GET, HEAD' : 'POST';
      return answerRefusal(response, { status: 405, error: `Ask by ${allow}.` }, { allow });
    }
    const refusal = route.method === 'POST' ? this.#refusalOfPost(request) : undefined;
    if (refusal !== undefined) return answerRefusal(response, refusal);
    await route.answer(request, response);
  }

  #page(name: PageFileName): Route {
    return {
      method: 'GET',
      answer: (_, response) => {
        const file = this.#files.file(name, this.#token.text);
        if (file !== undefined) return answerText(response, 200, file.contentType, file.content);
        const error =
          'The page is not part of this build. Build the package whole: npm run build. The data is below api/.';
        answerRefusal(response, { status: 501, error });
      },
    };
  }

  #view(read: (inspection: Inspection) => unknown): Route {
    return { method: 'GET', answer: (_, response) => answerJson(response, read(this.#inspection())) };
  }

  #exchangeRoute(path: string): Route | undefined {
    const id = EXCHANGE.exec(path)?.[1];
    if (id === undefined) return undefined;
    return {
      method: 'GET',
      answer: (_, response) => {
        const detail = this.#inspection().store.detail(Number(id));
        if (detail !== undefined) return answerJson(response, detail);
        answerRefusal(response, {
          status: 404,
          error: 'This exchange is not kept any more. Load the list again.',
        });
      },
    };
  }

  #listen(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'HEAD') return answerNothing(response);
    if (this.#streams.open(request, response))
      this.#streams.sendTo(response, 'state', this.#inspection().state());
  }

  async #tryOut(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, MAX_BODY_BYTES);
    const asked = Buffer.isBuffer(body) ? readTryRequest(body) : body;
    // A body that was not read to its end does not hold the connection.
    if ('error' in asked) return answerRefusal(response, asked, lastOfConnection(request));
    answerJson(response, this.#inspection().tryOut(asked));
  }

  #clear(response: ServerResponse): void {
    this.#inspection().store.clear();
    answerNothing(response);
  }

  /** Without the token, a page of another origin might ask; with another content type, it would not be asked first. */
  #refusalOfPost({ headers }: IncomingMessage): Refusal | undefined {
    if (!this.#token.equals(headers[INSPECTOR_TOKEN_HEADER])) {
      return { status: 403, error: 'The token is not that of this start of the app. Load the page again.' };
    }
    const isJson = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
    return isJson ? undefined : { status: 415, error: 'Send application/json.' };
  }
}
