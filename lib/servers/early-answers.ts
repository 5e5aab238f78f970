import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Somebody who answers some requests before capture and the app see them. */
export interface EarlyAnswerer {
  /** Whether a request is one of those. */
  isFor(request: IncomingMessage): boolean;
  /** It must not throw. */
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** The server takes requests from now on. */
  listening(server: Server): void;
}

type Emit = Server['emit'];

/**
 * Lets somebody answer first: neither middleware nor a prefix of the app's, nor capture itself, has a part in those
 * requests. To be called after whatever else wraps `emit`.
 *
 * @returns a function that takes the wrapper off again, unless somebody has wrapped it since
 */
export function answerEarly(server: Server, answerer: EarlyAnswerer): () => void {
  const emit = server.emit;
  const answeringEmit: Emit = function (this: Server, ...args: unknown[]): boolean {
    const [event] = args;
    if (event === 'listening') answerer.listening(server);
    if (event !== 'request') return Reflect.apply(emit, this, args);
    // The arguments of Node's 'request' event.
    const [, request, response] = args as [string, IncomingMessage, ServerResponse];
    if (!answerer.isFor(request)) return Reflect.apply(emit, this, args);
    answerer.answer(request, response);
    return true;
  };
  server.emit = answeringEmit;
  return () => {
    if (server.emit === answeringEmit) server.emit = emit;
  };
}
