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
export function observeSecondServers(server: Server, open: OpenRequest): () => void {
  const isSecond = new WeakMap<Server, boolean>();
  const onRequestStart = (message: unknown): void => {
    // Node's documented message of this channel.
    const start = message as RequestStart;
    if (start.server === server) return;
    let answersForUs = isSecond.get(start.server);
    if (answersForUs === undefined) {
      answersForUs = sharesListener(start.server, server);
      isSecond.set(start.server, answersForUs);
    }
    if (answersForUs) open(start.request, start.response);
  };
  subscribe(REQUEST_START, onRequestStart);
  return () => unsubscribe(REQUEST_START, onRequestStart);
}

function sharesListener(one: Server, other: Server): boolean {
  const listeners = other.listeners('request');
  return one.listeners('request').some((listener) => listeners.includes(listener));
}
