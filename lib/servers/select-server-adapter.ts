import type { AbstractHttpAdapter } from '@nestjs/core';
import { ExpressServerAdapter } from './express.server-adapter.js';
import { FastifyServerAdapter } from './fastify.server-adapter.js';
import type { ServerAdapter } from './server-adapter.js';

/** An adapter of Nest that we do not know: its HTTP server is observed all the same. */
const unknownServerAdapter: ServerAdapter = { installHook() {}, matchedRoute: () => undefined };

/** The server adapter that belongs to an HTTP adapter of Nest. */
export function selectServerAdapter(httpAdapter: AbstractHttpAdapter): ServerAdapter {
  const type: unknown = httpAdapter.getType();
  if (type === 'express') return new ExpressServerAdapter(httpAdapter);
  if (type === 'fastify') return new FastifyServerAdapter(httpAdapter.getInstance());
  return unknownServerAdapter;
}
