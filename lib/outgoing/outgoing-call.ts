import type { ExchangeRecorder } from '../capture/exchange-recorder.js';
import type { Recording } from '../capture/recording.js';
import { formatTraceparent } from '../capture/trace-context.js';
import type { HeaderMap, Outcome, WireRequest, WireResponse } from '../exchange/exchange.js';
import type { OutgoingCaptureOptions } from './capture-options.js';
import { captureBody, wireBody, type OutgoingBody } from './outgoing-body.js';
import { contentLengthOf } from './outgoing-headers.js';
import { ruleBookOf, type OutgoingRules } from './outgoing-rules.js';
import { pathParamsOf } from './path-params.js';

/** A call as its client is about to make it. What a client completes on the way is asked for at the end. */
export interface OutgoingRequest {
  readonly method: string;
  /** The absolute URL as text, its query included. */
  readonly url: () => string;
  readonly headers: () => HeaderMap;
  /** Text, bytes, or what only the client may read. */
  readonly body: unknown;
}

/** An answer as it came from the wire, before the client turned it into values. */
export interface OutgoingResponse {
  readonly statusCode: number;
  readonly headers: HeaderMap;
  readonly body: unknown;
  /** How a text body was decoded; UTF-8 when it is not given. */
  readonly encoding?: string;
}

/**
 * One outgoing call from its beginning to the first of its ends. It knows no client: each client is one
 * file that calls this. Nothing here throws.
 */
export class OutgoingCall {
  readonly #recorder: ExchangeRecorder;
  readonly #recording: Recording;
  readonly #request: OutgoingRequest;
  readonly #requestBody: OutgoingBody;
  readonly #rules: OutgoingRules;
  readonly #route: string | undefined;

  private constructor(
    recorder: ExchangeRecorder,
    recording: Recording,
    request: OutgoingRequest,
    options: OutgoingCaptureOptions,
  ) {
    this.#recorder = recorder;
    this.#recording = recording;
    this.#request = request;
    // Captured now: the app may use a buffer again as soon as it is sent.
    this.#requestBody = captureBody(request.body, recording.held, recorder.limits.maxRequestBytes);
    this.#rules = ruleBookOf(recorder).rulesOf(options);
    this.#route = typeof options.route === 'string' && options.route !== '' ? options.route : undefined;
  }

  /** Begins a call; undefined when it is not captured. */
  static begin(
    recorder: ExchangeRecorder,
    request: OutgoingRequest,
    options: OutgoingCaptureOptions,
  ): OutgoingCall | undefined {
    if (options.capture === false) return undefined;
    let recording: Recording | undefined;
    try {
      recording = recorder.isExportUrl(request.url()) ? undefined : recorder.openOutgoing();
      return recording && new OutgoingCall(recorder, recording, request, options);
    } catch (error) {
      recorder.abandon(recording, error);
      return undefined;
    }
  }

  /** The header by which the called service continues the trace (W3C Trace Context, section 3.2). */
  get traceparent(): string {
    const { traceId, spanId } = this.#recording.position;
    return formatTraceparent(traceId, spanId);
  }

  /** The call was answered, with whatever status. */
  end(response: () => OutgoingResponse): void {
    this.#settle('completed', response);
  }

  /** The call got no answer, or not all of it. */
  fail(error: unknown, response?: () => OutgoingResponse): void {
    this.#settle('failed', response, () => this.#recording.report(error));
  }

  /** The app itself gave the call up. */
  abort(): void {
    this.#settle('aborted', undefined);
  }

  /** The call cannot be observed to its end, after a fault of our own. */
  abandon(error: unknown): void {
    this.#recording.abandon(error);
  }

  #settle(outcome: Outcome, response: (() => OutgoingResponse) | undefined, report?: () => void): void {
    try {
      if (this.#recording.isSettled) return;
      report?.();
      const request = this.#wireRequest();
      const answer = response && this.#wireResponse(request.method, response());
      this.#identify(request);
      this.#recorder.settle(this.#recording, { outcome, request, ...(answer && { response: answer }) });
    } catch (error) {
      this.#recorder.abandon(this.#recording, error);
    }
  }

  #identify({ pathParams }: WireRequest): void {
    const { rules, known: rulesKnown } = this.#rules;
    const route = this.#route;
    this.#recording.identify({
      ...(route !== undefined && { route }),
      pathParams,
      rules,
      rulesKnown,
      tags: [],
      skip: false,
      skipBodies: false,
    });
  }

  #wireRequest(): WireRequest {
    const target = this.#request.url();
    const headers = this.#request.headers();
    const host = hostOf(target);
    const body = wireBody(this.#requestBody, contentLengthOf(headers));
    return {
      method: this.#request.method.toUpperCase(),
      scheme: /^https:/i.test(target) ? 'https' : 'http',
      ...(host !== undefined && { host }),
      target,
      pathParams: pathParamsOf(this.#route, target),
      headers,
      ...(body && { body }),
    };
  }

  #wireResponse(method: string, { statusCode, headers, body, encoding }: OutgoingResponse): WireResponse {
    const captured = captureBody(
      body,
      this.#recording.held,
      this.#recorder.limits.maxResponseBytes,
      encoding,
    );
    const declaredBytes = forbidsBody(method, statusCode) ? 0 : contentLengthOf(headers);
    const wire = wireBody(captured, declaredBytes);
    return { statusCode, headers, ...(wire && { body: wire }) };
  }
}

/** The authority without its userinfo, as a Host header names it. */
function hostOf(url: string): string | undefined {
  const [, authority = ''] = /^[a-z][a-z\d+.-]*:\/\/([^/?#\\]*)/i.exec(url) ?? [];
  return authority.slice(authority.lastIndexOf('@') + 1) || undefined;
}

/** RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5: a length declared there is not that of this message. */
function forbidsBody(method: string, statusCode: number): boolean {
  return method === 'HEAD' || statusCode === 204 || statusCode === 304;
}
