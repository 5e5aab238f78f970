import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import { harmlessly } from './recording-of-host.js';

/**
 * Observes errors of handlers, pipes and inner interceptors as they leave. Values pass untouched. It runs only in apps
 * in which errors may leave past all exception filters.
 */
@Injectable()
export class APIToolkitInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      tap({
        error: (error: unknown) => harmlessly(context, (recording) => recording.observe(error)),
      }),
    );
  }
}
