import {
  Inject,
  Injectable,
  type MiddlewareConsumer,
  type NestMiddleware,
  RequestMethod,
} from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Journal } from './journal.js';

type Next = (error?: unknown) => void;
/** Express and Fastify's middleware layer cut the mount path off `url`. */
type MountedRequest = IncomingMessage & { readonly originalUrl?: string };

/** A user's logging middleware on all routes, which listens as they do. */
@Injectable()
export class WatchingMiddleware implements NestMiddleware {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  use(request: MountedRequest, response: ServerResponse, next: Next): void {
    this.journal.note(`middleware saw ${request.method} ${request.originalUrl}`);
    // Once: an injected response says it twice.
    response.once('finish', () => this.journal.note(`middleware saw finish ${response.statusCode}`));
    next();
  }
}

/** What a module's middleware can do instead of calling `next()`. */
export function applyModuleMiddleware(consumer: MiddlewareConsumer): void {
  consumer.apply(WatchingMiddleware).forRoutes('*');
  consumer.apply(answer('module middleware')).forRoutes('middleware/answers');
  consumer
    .apply(answer('module middleware'))
    .forRoutes({ path: 'middleware/answers-post', method: RequestMethod.POST });
  consumer.apply(throwAtOnce).forRoutes('middleware/throws');
  consumer.apply(passError).forRoutes('middleware/passes-error');
}

/** What middleware of main.ts can do, by path. */
export function mainMiddleware(journal: Journal) {
  return (request: IncomingMessage, response: ServerResponse, next: Next): void => {
    journal.note('main.ts middleware ran');
    const path = request.url?.split('?')[0];
    if (path === '/main/answers') return answer('main middleware')(request, response);
    if (path === '/main/throws') return throwAtOnce();
    if (path === '/main/passes-error') return passError(request, response, next);
    if (path === '/main/rewrites') request.url = '/alive';
    next();
  };
}

function answer(by: string) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    response.statusCode = 403;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ answeredBy: by }));
  };
}

function throwAtOnce(): never {
  throw new Error('the middleware threw');
}

function passError(_request: IncomingMessage, _response: ServerResponse, next: Next): void {
  next(new Error('the middleware passed an error'));
}
