import type { TortureApp } from '../app/torture-app.js';
import { Connection } from './connection.js';
import type { Transcript } from './transcript.js';
import { closesConnection } from './transcript.js';
import {
  encodeHead,
  encodeRequest,
  wireRequest,
  type RequestOptions,
  type WireRequest,
} from './wire-request.js';
import type { WireResponse } from './wire-response.js';

/** The request header that ties a record to the kind of request that caused it. */
export const TORTURE_HEADER = 'x-torture';
/** Its value on the request that asks a connection whether it still serves. */
export const STILL_OPEN = 'still-open';

/** Sends the requests of one kind to one app, and writes down what it sent. */
export class Client {
  readonly app: TortureApp;
  readonly #mark: string;

  readonly #host: string | undefined;

  constructor(app: TortureApp, mark: string, host?: string) {
    this.app = app;
    this.#mark = mark;
    this.#host = host;
  }

  /** The same client at another address of the app. */
  at(host: string): Client {
    return new Client(this.app, this.#mark, host);
  }

  async connect(): Promise<Connection> {
    const { address } = this.app;
    return Connection.open({ ...address, host: this.#host ?? address.host });
  }

  request(method: string, target: string, options: RequestOptions = {}): WireRequest {
    return this.#marked(wireRequest(method, target, options), this.#mark);
  }

  /** One request, its response, and whether the connection serves another one afterwards. */
  async exchange(request: WireRequest): Promise<Transcript> {
    return this.pipeline([request]);
  }

  /** All requests at once on one connection, then all their responses. */
  async pipeline(requests: readonly WireRequest[]): Promise<Transcript> {
    const connection = await this.connect();
    connection.write(Buffer.concat(requests.map(encodeRequest)));
    return this.conclude(connection, requests);
  }

  /** Reads the responses to what was written on a connection, and how it ended. */
  async conclude(connection: Connection, sent: readonly WireRequest[]): Promise<Transcript> {
    const responses: WireResponse[] = [];
    for (const { method } of sent) {
      const response = await connection.response(method);
      if (response !== undefined) responses.push(response);
    }
    return { sent, responses, connection: await this.#ending(connection, responses), remarks: [] };
  }

  /** Sends a request, waits until the app noted `reached`, and goes away without an answer. */
  async abandon(request: WireRequest, reached: string): Promise<Transcript> {
    const connection = await this.connect();
    connection.write(encodeRequest(request));
    await this.app.journal.reached(reached);
    connection.leave();
    return this.left([request]);
  }

  /** Sends the head and only a part of the body, and goes away once the app noted `reached`. */
  async abandonUpload(request: WireRequest, sentBytes: number, reached: string): Promise<Transcript> {
    const connection = await this.connect();
    connection.write(Buffer.concat([encodeHead(request), request.body.subarray(0, sentBytes)]));
    await this.app.journal.reached(reached);
    connection.leave();
    return this.left([{ ...request, body: request.body.subarray(0, sentBytes) }]);
  }

  left(sent: readonly WireRequest[], responses: readonly WireResponse[] = []): Transcript {
    return { sent, responses, connection: 'left', remarks: [] };
  }

  async #ending(
    connection: Connection,
    responses: readonly WireResponse[],
  ): Promise<Transcript['connection']> {
    const last = responses.at(-1);
    if (last === undefined || !last.complete || closesConnection(last)) return connection.end();

    const asks = this.#marked(wireRequest('GET', '/alive'), STILL_OPEN);
    connection.write(encodeRequest(asks));
    const answer = await connection.response('GET');
    connection.leave();
    return answer === undefined ? connection.end() : 'open';
  }

  #marked(request: WireRequest, mark: string): WireRequest {
    return { ...request, headers: { ...request.headers, [TORTURE_HEADER]: mark } };
  }
}
