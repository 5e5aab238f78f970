import type { ServerResponse } from 'node:http';
import { BodyTap } from './body-tap.js';
import type { Recording } from './recording.js';

const TAP = Symbol('apitoolkit-nestjs.response-tap');

/** What is seen of one response while it is written. */
export class ResponseTap {
  readonly body: BodyTap;
  readonly write: ServerResponse['write'];
  readonly end: ServerResponse['end'];
  /** Set while `end` runs: on HTTP/2, `end(chunk)` calls `write(chunk)`, which would count it twice. */
  isEnding = false;
  /** Whether the connection was still there when the first byte was handed to it; undefined before that. */
  #beganConnected: boolean | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly recording: Recording,
    maxBytes: number,
  ) {
    this.body = new BodyTap(recording.held, maxBytes);
    this.write = response.write;
    this.end = response.end;
  }

  /** What is written after the end never reaches the wire, nor does a body where HTTP allows none. */
  see(chunk: unknown, encoding: unknown): void {
    const { response } = this;
    try {
      this.#beganConnected ??= response.socket?.destroyed !== true;
      if (!response.writableEnded && !forbidsBody(response)) this.body.add(chunk, encoding);
    } catch (error) {
      // A body with a gap cannot be redacted.
      this.recording.abandon(error);
    }
  }

  /**
   * Whether any of the response can have reached the client. `headersSent` does not tell: Node sets it for
   * a response to a connection that is gone, and for one that waits behind another and never gets its turn.
   */
  get wasSent(): boolean {
    const { response } = this;
    return response.headersSent && response.socket !== null && this.#beganConnected !== false;
  }
}

type TappedResponse = ServerResponse & { [TAP]: ResponseTap };

/**
 * Sees the bytes of a response as they are handed to the socket: below compression, streams, SSE and
 * whatever else the app uses to answer. Arguments, return values and back-pressure stay as they are.
 */
export function tapResponse(response: ServerResponse, recording: Recording, maxBytes: number): ResponseTap {
  const tap = new ResponseTap(response, recording, maxBytes);
  // The one place where the response gains our property.
  (response as TappedResponse)[TAP] = tap;
  response.write = tappedWrite as ServerResponse['write'];
  response.end = tappedEnd as ServerResponse['end'];
  return tap;
}

/** Shared by all responses, as `tappedEnd` is: closures for each would cost more than the tap. */
function tappedWrite(this: TappedResponse, ...args: unknown[]): boolean {
  const tap = this[TAP];
  if (!tap.isEnding) tap.see(args[0], args[1]);
  return Reflect.apply(tap.write, this, args);
}

function tappedEnd(this: TappedResponse, ...args: unknown[]): ServerResponse {
  const tap = this[TAP];
  if (tap.isEnding) return Reflect.apply(tap.end, this, args);
  tap.see(args[0], args[1]);
  tap.isEnding = true;
  try {
    return Reflect.apply(tap.end, this, args);
  } finally {
    tap.isEnding = false;
  }
}

/** RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5: Node drops such a body, whatever the app writes. */
function forbidsBody(response: ServerResponse): boolean {
  const { statusCode } = response;
  return statusCode === 204 || statusCode === 304 || response.req?.method === 'HEAD';
}
