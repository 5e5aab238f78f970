import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { once } from 'node:events';
import { Journal } from './journal.js';
import { type Incoming, rawRequest, type Reply } from './replies.js';

/** Handlers that outlive their clients. */
@Controller('lifetimes')
export class LifetimesController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  /** Answers only once its client has gone. */
  @Post('late')
  async late(@Body() body: unknown, @Req() request: Incoming): Promise<object> {
    const gone = once(rawRequest(request).socket, 'close');
    this.journal.note('handler started');
    await gone;
    return { late: body };
  }

  @Get('never')
  async never(): Promise<never> {
    this.journal.note('handler started');
    return new Promise<never>(() => undefined);
  }

  @Get('never-by-hand')
  neverByHand(@Res() _reply: Reply): void {
    this.journal.note('handler started');
  }
}
