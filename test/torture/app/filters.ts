import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Scope } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Journal } from './journal.js';

/** A user's filter: it answers in its own format, and that answer must stay. */
@Catch()
export class TeapotFilter implements ExceptionFilter {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Journal) private readonly journal: Journal,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    this.journal.note(`${this.constructor.name} caught ${nameOf(error)}`);
    if (host.getType() !== 'http') throw error;
    this.host.httpAdapter.reply(host.switchToHttp().getResponse(), { filtered: nameOf(error) }, 418);
  }
}

/** The same for every route, from the module or from main.ts. */
@Catch()
export class CatchAllFilter extends TeapotFilter {}

@Catch()
@Injectable({ scope: Scope.REQUEST })
export class RequestScopedFilter extends TeapotFilter {}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
