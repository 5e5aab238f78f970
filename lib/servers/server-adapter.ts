import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Recording } from '../capture/recording.js';

/** Opens the recording of a request; idempotent, never throws. */
export type OpenRequest = (request: IncomingMessage, response: ServerResponse) => Recording | undefined;

/** What capture must know of an HTTP framework. Each adapter of Nest has one, in a file of its own. */
export interface ServerAdapter {
  /**
   * Opens requests that never pass the HTTP server of the app: injected ones, serverless handlers. Called
   * once, as early as the framework exists.
   */
  installHook(open: OpenRequest): void;
  /** The template of the route that a request matched, though no handler may have run. */
  matchedRoute(request: IncomingMessage): string | undefined;
}

/** What a guard, interceptor or filter is given as the request, seen across frameworks. */
export interface FrameworkRequest {
  readonly params?: unknown;
  /** Express: the layer that matched. */
  readonly route?: { readonly path?: unknown };
  /** Fastify: the route that matched. */
  readonly routeOptions?: { readonly url?: unknown };
}

/** Node's own request behind a framework's: Fastify wraps it, Express extends it. */
export function rawRequest(request: unknown): object | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  const raw: unknown = Reflect.get(request, 'raw');
  return typeof raw === 'object' && raw !== null ? raw : request;
}

/** The route template that the framework matched, once routing is done. */
export function routeTemplate(request: FrameworkRequest): string | undefined {
  const template = request.routeOptions?.url ?? request.route?.path;
  return template === undefined || template === null ? undefined : String(template);
}
