import {
  Controller,
  Get,
  HttpException,
  Inject,
  Param,
  ParseIntPipe,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { Observable, throwError } from 'rxjs';
import { AnswerInstead, ThrowAfterwards, ThrowInstead } from './interceptors.js';
import { TeapotFilter } from './filters.js';
import { Journal } from './journal.js';

/** Every way in which a handler can fail. */
@Controller('errors')
export class ErrorsController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @Get('http-exception')
  httpException(): never {
    throw new HttpException({ message: 'short and stout', hint: 'pour' }, 418);
  }

  @Get('error')
  error(): never {
    throw new Error('plain trouble', { cause: new TypeError('the reason') });
  }

  @Get('string')
  string(): never {
    // oxlint-disable-next-line no-throw-literal -- the kind of request is exactly this mistake
    throw 'only a string';
  }

  @Get('undefined')
  undefined(): never {
    // oxlint-disable-next-line no-throw-literal -- the kind of request is exactly this mistake
    throw undefined;
  }

  @Get('rejection')
  async rejection(): Promise<never> {
    await Promise.resolve();
    throw new RangeError('later trouble');
  }

  @Get('observable')
  observable(): Observable<never> {
    return throwError(() => new Error('trouble in a stream'));
  }

  @Get('same-error-twice')
  sameErrorTwice(): Observable<never> {
    return throwError(() => SHARED_ERROR);
  }

  @Get('circular')
  circular(): object {
    const ring: { self?: object } = {};
    ring.self = ring;
    return ring;
  }

  @Get('parse-int/:id')
  parseInt(@Param('id', ParseIntPipe) id: number): object {
    return { id };
  }

  @Get('method-filter')
  @UseFilters(TeapotFilter)
  methodFilter(): never {
    throw new Error('caught by the method filter');
  }

  @Get('interceptor-answers')
  @UseInterceptors(AnswerInstead)
  interceptorAnswers(): string {
    this.journal.note('handler ran although an interceptor answered');
    return 'never';
  }

  @Get('interceptor-throws')
  @UseInterceptors(ThrowInstead)
  interceptorThrows(): string {
    return 'never';
  }

  @Get('interceptor-throws-afterwards')
  @UseInterceptors(ThrowAfterwards)
  interceptorThrowsAfterwards(): string {
    this.journal.note('handler ran');
    return 'never';
  }
}

/** Thrown for every request alike: each request must report it once all the same. */
const SHARED_ERROR = new Error('one error object, many requests');

@Controller('filtered')
@UseFilters(TeapotFilter)
export class FilteredController {
  @Get('error')
  error(): never {
    throw new Error('caught by the controller filter');
  }
}
