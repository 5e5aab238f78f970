import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Outcome, WireRequest, WireResponse } from '../exchange/exchange.js';
import type { BodyTap } from './body-tap.js';
import type { Ending, Recording } from './recording.js';
import { tapRequest } from './request-tap.js';
import { tapResponse, type ResponseTap } from './response-tap.js';
import { receivedHeaders, sentHeaders } from './wire-headers.js';

/** nginx's code for a client that closed the connection before it was answered. */
const CLIENT_CLOSED_REQUEST = 499;

/** What of Node's HTTP/2 compatibility response the ending is read from. */
interface Http2StreamView {
  readonly sentHeaders?: OutgoingHttpHeaders;
  readonly rstCode?: number;
}

export interface BodyLimits {
  /** Bytes kept of a request body; 0 counts only. */
  readonly maxRequestBytes: number;
  readonly maxResponseBytes: number;
}

/**
 * One request that a server received, and its response: holds on to what must be read at the start (an app
 * may rewrite the URL or the method), and reads the rest at the end.
 */
export class IncomingRequest {
  readonly #method: string;
  readonly #target: string;
  readonly #clientAddress: string | undefined;
  readonly #scheme: 'http' | 'https';
  readonly #http2Stream: Http2StreamView | undefined;
  readonly #requestBody: BodyTap;
  readonly #answer: ResponseTap;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    readonly recording: Recording,
    limits: BodyLimits,
  ) {
    const { socket } = request;
    this.#method = request.method ?? 'GET';
    this.#target = request.url ?? '/';
    // Asked now: a socket that was closed by the client no longer knows its peer.
    this.#clientAddress = socket.remoteAddress;
    this.#scheme = Reflect.get(socket, 'encrypted') === true ? 'https' : 'http';
    // Asked now: the HTTP/2 compatibility layer forgets the stream when it closes.
    this.#http2Stream = request.httpVersionMajor === 2 ? Reflect.get(response, 'stream') : undefined;
    this.#requestBody = tapRequest(request, recording, limits.maxRequestBytes);
    this.#answer = tapResponse(response, recording, limits.maxResponseBytes);
  }

  /**
   * What can be said now that the response is over, or never will be.
   *
   * @param matchedRoute the route that the framework matched
   */
  ending(matchedRoute: string | undefined): Ending {
    const outcome = this.#outcome();
    // Frameworks match by path: that a version or a host is not served, Nest finds out after that.
    const isRouted = matchedRoute !== undefined && this.response.statusCode !== 404;
    return {
      outcome,
      route: isRouted ? matchedRoute : undefined,
      request: this.#wireRequest(),
      response: this.#wireResponse(outcome),
    };
  }

  /** Lets go of what is still kept of the bodies: the app may hold on to its request. */
  letGo(): void {
    this.#requestBody.take(false, false);
    this.#answer.body.take(false, false);
  }

  #outcome(): Outcome {
    const { response } = this;
    if (this.#http2Stream) {
      const isReset = (this.#http2Stream.rstCode ?? 0) !== 0;
      return response.writableEnded && !isReset ? 'completed' : 'aborted';
    }
    const isWhole = this.#isOnSocket() ? response.writableFinished : response.writableEnded;
    return isWhole ? 'completed' : 'aborted';
  }

  /** An injected request has no connection: its response says 'close' before it is finished. */
  #isOnSocket(): boolean {
    return this.request.socket instanceof Socket;
  }

  #wireRequest(): WireRequest {
    const { request } = this;
    const headers = receivedHeaders(request);
    const host = headers['host'] ?? request.headers[':authority'];
    const body = this.#requestBody.take(
      this.#isOnSocket() ? request.complete : request.readableEnded,
      this.#keepsBodies(),
    );
    return {
      method: this.#method.toUpperCase(),
      scheme: this.#scheme,
      host: typeof host === 'string' ? host : undefined,
      target: this.#target,
      pathParams: this.recording.identity?.pathParams ?? {},
      headers,
      body,
      clientAddress: this.#clientAddress,
      httpVersion: request.httpVersion,
    };
  }

  #wireResponse(outcome: Outcome): WireResponse {
    const { response } = this;
    const isUnanswered =
      outcome === 'aborted' && !(this.#http2Stream ? response.headersSent : this.#answer.wasSent);
    const body = isUnanswered
      ? undefined
      : this.#answer.body.take(outcome === 'completed', this.#keepsBodies());
    return {
      statusCode: isUnanswered ? CLIENT_CLOSED_REQUEST : response.statusCode,
      headers: isUnanswered ? {} : sentHeaders(response, this.#http2Stream?.sentHeaders),
      body,
    };
  }

  #keepsBodies(): boolean {
    return this.recording.identity?.skipBodies !== true;
  }
}
