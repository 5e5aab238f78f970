import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentRecording, runInExchange } from '../capture/exchange-context.js';
import type { OpenRequest, ServerAdapter } from './server-adapter.js';

/** The metadata key under which Nest keeps the path of a handler, on the function that Express calls too. */
const NEST_PATH = 'path';

interface ExpressRoute {
  readonly path?: unknown;
  readonly stack?: readonly { readonly handle?: unknown }[];
}

/** What of Nest's ExpressAdapter is used. */
export interface ExpressApp {
  use(middleware: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): unknown;
}

/** Express 4 and 5. */
export class ExpressServerAdapter implements ServerAdapter {
  constructor(private readonly app: ExpressApp) {}

  installHook(open: OpenRequest): void {
    this.app.use(function apitoolkit(request, response, next) {
      const recording = open(request, response);
      if (recording === undefined || currentRecording() === recording) next();
      else runInExchange(recording, next);
    });
  }

  /** Module middleware leaves a route behind too, such as `/*path`: only a handler of Nest is one. */
  matchedRoute(request: IncomingMessage): string | undefined {
    const route: ExpressRoute | undefined = Reflect.get(request, 'route');
    if (typeof route?.path !== 'string' || !Array.isArray(route.stack)) return undefined;
    return route.stack.some(({ handle }) => isNestHandler(handle)) ? route.path : undefined;
  }
}

function isNestHandler(handle: unknown): boolean {
  return typeof handle === 'function' && Reflect.hasMetadata(NEST_PATH, handle);
}
