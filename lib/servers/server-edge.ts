import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { runInExchange } from '../capture/exchange-context.js';
import type { OpenRequest } from './server-adapter.js';

type Emit = Server['emit'];

/**
 * Opens every request that a server emits, before anybody else sees it, and runs all that follows in its
 * context. It wraps `emit` because a listener could not run the other listeners, and because some libraries
 * replace the listeners. Never `enterWith`: on Node 20 and 22 it leaks one request's context into the next.
 *
 * @returns a function that takes the wrapper off again, unless somebody has wrapped it since
 */
export function observeServer(server: Server, open: OpenRequest): () => void {
  const emit = server.emit;
  const observedEmit: Emit = function (this: Server, ...args: unknown[]): boolean {
    if (args[0] !== 'request') return Reflect.apply(emit, this, args);
    // The arguments of Node's 'request' event.
    const recording = open(args[1] as IncomingMessage, args[2] as ServerResponse);
    if (recording === undefined) return Reflect.apply(emit, this, args);
    return runInExchange(recording, Reflect.apply, emit, this, args);
  };
  server.emit = observedEmit;
  return () => {
    if (server.emit === observedEmit) server.emit = emit;
  };
}
