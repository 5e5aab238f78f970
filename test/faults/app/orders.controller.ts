import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

/** Express's, or Fastify's around one. */
type Reply = ServerResponse & { readonly raw?: ServerResponse; readonly hijack?: () => void };

const PREPARED = Buffer.from(JSON.stringify({ text: 'lorem ipsum '.repeat(5334) }));
const PREPARED_HEADERS = { 'content-type': 'application/json', 'content-length': PREPARED.length };

/** Routes of several kinds and sizes. The last segment of each path is the request's id, which it answers. */
@Controller()
export class OrdersController {
  @Get('orders/:id')
  find(@Param('id') id: string): object {
    return { id, status: 'paid', customer: { name: 'Ada', email: 'ada@example.com' } };
  }

  @Post('orders/:id')
  create(@Param('id') id: string, @Body() body: unknown): object {
    return { id, received: body };
  }

  @Get('big/:id')
  big(@Param('id') id: string, @Query('bytes') bytes = '1000'): object {
    return { id, text: 'lorem ipsum '.repeat(Math.ceil(Number(bytes) / 12)) };
  }

  /** Takes a large body and says only how large. */
  @Post('uploads/:id')
  @HttpCode(200)
  upload(@Param('id') id: string, @Body() body: { text?: string }): object {
    return { id, characters: body.text?.length ?? 0 };
  }

  @Get('streams/:id')
  stream(@Param('id') id: string): StreamableFile {
    const parts = [`{"id":"${id}",`, '"parts":[1,2', ',3]}'];
    return new StreamableFile(Readable.from(parts.map((part) => Buffer.from(part))), {
      type: 'application/json',
    });
  }

  /** A large answer that costs the app next to nothing: it was made before. */
  @Get('prepared/:id')
  answerPrepared(@Res() reply: Reply): void {
    reply.hijack?.();
    (reply.raw ?? reply).writeHead(200, PREPARED_HEADERS).end(PREPARED);
  }

  /** Writes over its bytes once they were sent. */
  @Get('mutated/:id')
  mutate(@Param('id') id: string, @Res() reply: Reply): void {
    reply.hijack?.();
    const response = reply.raw ?? reply;
    const bytes = Buffer.from(JSON.stringify({ id, text: 'as it was sent '.repeat(200) }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes, () => bytes.fill('x'));
  }

  @Get('denied/:id')
  deny(@Param('id') id: string): never {
    throw new ForbiddenException(`not for you: ${id}`);
  }

  @Get('failing/:id')
  fail(@Param('id') id: string): never {
    throw new Error(`cannot ${id}`);
  }

  @Get('slow/:id')
  async slow(@Param('id') id: string, @Query('ms') ms = '100'): Promise<object> {
    await delay(Number(ms));
    return { id };
  }

  /** Holds the event loop. */
  @Get('busy/:id')
  busy(@Param('id') id: string, @Query('ms') ms = '100'): object {
    const untilMs = performance.now() + Number(ms);
    while (performance.now() < untilMs);
    return { id };
  }

  @Get('endings/:how/:id')
  end(@Param('how') how: string, @Param('id') id: string): object {
    if (how === 'exit') process.exit(7);
    setTimeout(() => {
      if (how === 'uncaught') throw new Error('nobody catches this');
      if (how === 'rejection') void Promise.reject(new Error('nobody handles this'));
      if (how === 'exit-soon') process.exit(7);
    }, 50);
    return { id };
  }
}
