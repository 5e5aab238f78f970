import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerEarly, type EarlyAnswerer } from './early-answers.js';
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
  answerer?: EarlyAnswerer,
): () => void {
  const isSecond = new WeakMap<Server, boolean>();
  const releases: (() => void)[] = [];
  const answersForUs = (other: Server): boolean => {
    const known = isSecond.get(other);
    if (known !== undefined) return known;
    const shares = sharesListener(other, server);
    isSecond.set(other, shares);
    // In time for the very request that made the server known: it is emitted next.
    if (shares && answerer !== undefined) releases.push(answerEarly(other, answerer));
    return shares;
  };
  const onRequestStart = (message: unknown): void => {
    try {
      // Node's documented message of this channel.
      const start = message as RequestStart;
      if (start.server === server || !answersForUs(start.server)) return;
      if (answerer?.isFor(start.request) !== true) open(start.request, start.response);
    } catch (error) {
      // Node would throw it again, where nobody catches it.
      failed('capture', error);
    }
  };
  subscribe(REQUEST_START, onRequestStart);
  return () => {
    unsubscribe(REQUEST_START, onRequestStart);
    for (const release of releases) release();
  };
}

function sharesListener(one: Server, other: Server): boolean {
  const listeners = other.listeners('request');
  return one.listeners('request').some((listener) => listeners.includes(listener));
}
