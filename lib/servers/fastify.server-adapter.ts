import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentRecording, runInExchange } from '../capture/exchange-context.js';
import type { OpenRequest, ServerAdapter } from './server-adapter.js';

/** The Fastify request that belongs to a raw one. */
const FASTIFY_REQUEST = Symbol('apitoolkit-nestjs.fastify-request');

interface FastifyRequest {
  readonly raw: IncomingMessage & { [FASTIFY_REQUEST]?: FastifyRequest };
  readonly routeOptions?: { readonly url?: string | undefined };
  readonly is404?: boolean;
}

/** What of a Fastify instance is used. */
export interface FastifyApp {
  addHook(
    name: 'onRequest',
    hook: (request: FastifyRequest, reply: { readonly raw: ServerResponse }, done: () => void) => void,
  ): unknown;
}

/** Fastify 4 and 5. */
export class FastifyServerAdapter implements ServerAdapter {
  constructor(private readonly app: FastifyApp) {}

  installHook(open: OpenRequest): void {
    this.app.addHook('onRequest', (request, reply, done) => {
      const recording = open(request.raw, reply.raw);
      if (recording === undefined) return done();
      request.raw[FASTIFY_REQUEST] = request;
      if (currentRecording() === recording) done();
      else runInExchange(recording, done);
    });
  }

  /** Fastify routes first and parses later: a body that cannot be read still has its route. */
  matchedRoute(request: IncomingMessage & { [FASTIFY_REQUEST]?: FastifyRequest }): string | undefined {
    const { is404, routeOptions } = request[FASTIFY_REQUEST] ?? {};
    // The route by which @fastify/cors answers preflights is none of the app's.
    return is404 === true || routeOptions?.url === '*' ? undefined : routeOptions?.url;
  }
}
