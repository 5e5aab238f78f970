import { Controller, Get, Header, HttpCode, Inject, Param, Post, Redirect, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Observable, of } from 'rxjs';
import { type Reply, takeOver } from './replies.js';

/** Every way in which a handler can answer. */
@Controller()
export class AnswersController {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  @Get('alive')
  alive(): string {
    return 'alive';
  }

  @Get('users/:userId/orders/:orderId')
  order(@Param() params: Record<string, string>): object {
    return { params };
  }

  @Get('answers/header')
  @Header('X-Answer', 'forty-two')
  @Header('Cache-Control', 'no-store')
  header(): object {
    return { answer: 42 };
  }

  @Get('answers/observable')
  observable(): Observable<object> {
    return of({ from: 'an observable' });
  }

  @Get('answers/text')
  text(): string {
    return 'just text';
  }

  @Get('answers/redirect')
  @Redirect('/alive', 302)
  redirect(): void {}

  @Post('answers/no-content')
  @HttpCode(204)
  noContent(): void {}

  @Get('answers/nothing')
  nothing(): void {}

  @Get('answers/null')
  null(): null {
    return null;
  }

  @Get('answers/not-modified')
  @Header('ETag', '"v1"')
  @HttpCode(304)
  notModified(): void {}

  @Get('answers/manual')
  manual(@Res() reply: Reply): void {
    this.host.httpAdapter.setHeader(reply, 'X-Manual', 'yes');
    this.host.httpAdapter.reply(reply, { by: 'hand' }, 202);
  }

  @Get('answers/passthrough')
  passthrough(@Res({ passthrough: true }) reply: Reply): object {
    this.host.httpAdapter.setHeader(reply, 'X-Passed', 'through');
    return { passed: 'through' };
  }

  @Get('answers/cookies')
  cookies(@Res({ passthrough: true }) reply: Reply): object {
    this.host.httpAdapter.setHeader(reply, 'Set-Cookie', 'theme=dark; Path=/');
    return { set: 'theme' };
  }

  @Get('answers/trailers')
  trailers(@Res() reply: Reply): void {
    const response = takeOver(reply);
    response.writeHead(200, { 'Content-Type': 'text/plain', Trailer: 'X-Checksum' });
    response.write('with a ');
    response.addTrailers({ 'X-Checksum': 'abc' });
    response.end('trailer');
  }

  @Get('answers/raw-headers')
  rawHeaders(@Res() reply: Reply): void {
    const response = takeOver(reply);
    response.setHeader('X-Set', 'early');
    response.writeHead(200, 'Fine', ['Content-Type', 'text/plain', 'X-Twice', 'a', 'X-Twice', 'b']);
    response.end('raw headers');
  }

  @Get('answers/implicit')
  implicit(@Res() reply: Reply): void {
    takeOver(reply).end('no header was set');
  }
}
