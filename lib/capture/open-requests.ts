import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const OPEN = Symbol('apitoolkit-nestjs.open-requests');

interface WatchedSocket extends Socket {
  [OPEN]?: Set<() => void>;
}

/**
 * Calls `onGone` when the request's connection closes. On Node 20 a response that is queued behind another
 * on a pipelined connection ends without any event of its own when the client leaves. One listener serves
 * all requests of a connection: one for each would trip the emitter's leak warning.
 *
 * @returns a function that stops watching
 */
export function watchConnection(request: IncomingMessage, onGone: () => void): () => void {
  const socket: WatchedSocket = request.socket;
  const open = (socket[OPEN] ??= watch(socket));
  open.add(onGone);
  return () => open.delete(onGone);
}

function watch(socket: Socket): Set<() => void> {
  const open = new Set<() => void>();
  socket.once('close', () => {
    for (const onGone of open) onGone();
    open.clear();
  });
  return open;
}
