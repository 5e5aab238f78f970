import type { IncomingMessage } from 'node:http';
import { BodyTap } from './body-tap.js';
import type { Recording } from './recording.js';

const TAP = Symbol('apitoolkit-nestjs.request-tap');

type Push = IncomingMessage['push'];

interface TappedRequest extends IncomingMessage {
  [TAP]: { readonly body: BodyTap; readonly push: Push; readonly recording: Recording };
}

/**
 * Sees the bytes of a request body as Node's parser pushes them into the stream. It consumes nothing and
 * starts nothing: a 'data' listener would set the stream flowing before the app is ready for it.
 */
export function tapRequest(request: IncomingMessage, recording: Recording, maxBytes: number): BodyTap {
  const body = new BodyTap(recording.held, maxBytes);
  // The one place where the request gains our property.
  const tapped = request as TappedRequest;
  tapped[TAP] = { body, push: request.push, recording };
  tapped.push = tappedPush;
  return body;
}

/** Shared by all requests: a closure for each would cost more than the tap. */
function tappedPush(this: IncomingMessage, ...args: Parameters<Push>): boolean {
  const tap = (this as TappedRequest)[TAP];
  try {
    tap.body.add(args[0], args[1]);
  } catch (error) {
    // A body with a gap cannot be redacted.
    tap.recording.abandon(error);
  }
  return Reflect.apply(tap.push, this, args);
}
