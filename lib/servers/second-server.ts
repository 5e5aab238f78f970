import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { OpenRequest } from './server-adapter.js';

const REQUEST_START = 'http.server.request.start';

interface RequestStart {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: Server;
}

/**
 * Opens the requests of servers that answer with the same listener as the app's own: Fastify binds a second
 * `http.Server` when its host name has two addresses, and hands it to nobody.
 *
 * @returns a function that stops it
 */
export function observeSecondServers(
  server: Server,
  open: OpenRequest,
  failed: (step: string, error: unknown) => void,
): () => void {
  const isSecond = new WeakMap<Server, boolean>();
  const answersForUs = (other: Server): boolean => {
    const known = isSecond.get(other) ?? sharesListener(other, server);
    isSecond.set(other, known);
    return known;
  };
  const onRequestStart = (message: unknown): void => {
    try {
      // Node's documented message of this channel.
      const start = message as RequestStart;
      if (start.server !== server && answersForUs(start.server)) open(start.request, start.response);
    } catch (error) {
      // Node would throw it again, where nobody catches it.
      failed('capture', error);
    }
  };
  subscribe(REQUEST_START, onRequestStart);
  return () => unsubscribe(REQUEST_START, onRequestStart);
}

function sharesListener(one: Server, other: Server): boolean {
  const listeners = other.listeners('request');
  return one.listeners('request').some((listener) => listeners.includes(listener));
}
