import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable, of, throwError } from 'rxjs';

@Injectable()
export class AnswerInstead implements NestInterceptor {
  intercept(): Observable<unknown> {
    return of({ answeredBy: 'interceptor' });
  }
}

@Injectable()
export class ThrowInstead implements NestInterceptor {
  intercept(): Observable<never> {
    return throwError(() => new Error('the interceptor threw'));
  }
}

@Injectable()
export class ThrowAfterwards implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<never> {
    return next.handle().pipe(
      map(() => {
        throw new Error('the interceptor threw afterwards');
      }),
    );
  }
}
