import {
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  type PipeTransform,
  type Provider,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { type Observable, of, tap } from 'rxjs';
import { Journal } from './journal.js';

/** Denies what asks for it, and notes when it was asked. */
@Injectable()
export class WatchingGuard implements CanActivate {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  canActivate(context: ExecutionContext): boolean {
    this.journal.note(`global guard at ${context.getClass().name}.${context.getHandler().name}`);
    return headerOf(context, 'x-deny') === undefined;
  }
}

/** Answers what asks for it, and notes when a handler starts and ends. */
@Injectable()
export class WatchingInterceptor implements NestInterceptor {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    this.journal.note('global interceptor before');
    if (headerOf(context, 'x-cached') !== undefined) return of({ cached: true });
    return next.handle().pipe(
      tap({
        next: () => this.journal.note('global interceptor after'),
        error: () => this.journal.note('global interceptor saw an error'),
      }),
    );
  }
}

@Injectable()
export class WatchingPipe implements PipeTransform {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  transform(value: unknown): unknown {
    this.journal.note('global pipe');
    return value;
  }
}

export const GLOBAL_ENHANCERS: readonly Provider[] = [
  { provide: APP_GUARD, useClass: WatchingGuard },
  { provide: APP_INTERCEPTOR, useClass: WatchingInterceptor },
  { provide: APP_PIPE, useClass: WatchingPipe },
];

function headerOf(context: ExecutionContext, name: string): unknown {
  return context.switchToHttp().getRequest<IncomingMessage>().headers[name];
}
