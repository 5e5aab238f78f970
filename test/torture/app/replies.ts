import type { IncomingMessage, ServerResponse } from 'node:http';

/** A response as a handler gets it by `@Res()`: Express's is Node's own, Fastify wraps it. */
export type Reply = ServerResponse | FastifyReplyLike;
/** A request as a handler gets it by `@Req()`. */
export type Incoming = IncomingMessage | { readonly raw: IncomingMessage };

interface FastifyReplyLike {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** Node's response; on Fastify the framework is told to keep out, as its documentation asks for raw writes. */
export function takeOver(reply: Reply): ServerResponse {
  if (!('hijack' in reply)) return reply;
  reply.hijack();
  return reply.raw;
}

export function rawRequest(request: Incoming): IncomingMessage {
  return 'raw' in request ? request.raw : request;
}
