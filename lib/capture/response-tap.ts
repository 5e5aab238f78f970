import type { ServerResponse } from 'node:http';
import { BodyTap } from './body-tap.js';

const TAP = Symbol('apitoolkit-nestjs.response-tap');

interface Tap {
  readonly body: BodyTap;
  readonly write: ServerResponse['write'];
  readonly end: ServerResponse['end'];
  /** Set while `end` runs: on HTTP/2, `end(chunk)` calls `write(chunk)`, which would count it twice. */
  ending: boolean;
}

type TappedResponse = ServerResponse & {
  [TAP]: Tap;
};

/**
 * Sees the bytes of a response as they are handed to the socket: below compression, streams, SSE and
 * whatever else the app uses to answer. Arguments, return values and back-pressure stay as they are.
 */
export function tapResponse(response: ServerResponse, maxBytes: number): BodyTap {
  const body = new BodyTap(maxBytes);
  // The one place where the response gains our property.
  (response as TappedResponse)[TAP] = { body, write: response.write, end: response.end, ending: false };
  response.write = tappedWrite as ServerResponse['write'];
  response.end = tappedEnd as ServerResponse['end'];
  return body;
}

function tappedWrite(this: TappedResponse, ...args: unknown[]): boolean {
  const tap = this[TAP];
  if (!tap.ending) see(this, tap, args);
  return Reflect.apply(tap.write, this, args);
}

function tappedEnd(this: TappedResponse, ...args: unknown[]): ServerResponse {
  const tap = this[TAP];
  if (tap.ending) return Reflect.apply(tap.end, this, args);
  see(this, tap, args);
  tap.ending = true;
  try {
    return Reflect.apply(tap.end, this, args);
  } finally {
    tap.ending = false;
  }
}

/** What is written after the end never reaches the wire, nor does a body where HTTP allows none. */
function see(response: TappedResponse, tap: Tap, args: readonly unknown[]): void {
  if (response.writableEnded || forbidsBody(response)) return;
  tap.body.add(args[0], args[1]);
}

/** RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5: Node drops such a body, whatever the app writes. */
function forbidsBody(response: ServerResponse): boolean {
  const { statusCode } = response;
  return statusCode === 204 || statusCode === 304 || response.req?.method === 'HEAD';
}
