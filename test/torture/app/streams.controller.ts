import { Controller, Get, Inject, type MessageEvent, Res, Sse, StreamableFile } from '@nestjs/common';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { concat, finalize, map, NEVER, type Observable, of, take, timer } from 'rxjs';
import { Journal } from './journal.js';
import { type Reply, takeOver } from './replies.js';

/** Between two server-sent events: long enough to see that the record lasts until the last one. */
export const EVENT_INTERVAL_MS = 40;

/** Answers that take more than one write. */
@Controller('streams')
export class StreamsController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @Get('file')
  file(): StreamableFile {
    return new StreamableFile(Buffer.from('file content'), { type: 'text/plain', disposition: 'attachment' });
  }

  @Get('binary')
  binary(): StreamableFile {
    return new StreamableFile(Buffer.from([0, 1, 2, 255]));
  }

  @Get('file-fails')
  fileFails(): StreamableFile {
    return new StreamableFile(Readable.from(halfThenFail()), { type: 'text/plain' });
  }

  @Sse('events')
  events(): Observable<MessageEvent> {
    return timer(0, EVENT_INTERVAL_MS).pipe(
      take(3),
      map((index) => ({ id: String(index), data: { tick: index } })),
    );
  }

  @Sse('endless-events')
  endlessEvents(): Observable<MessageEvent> {
    return concat(of<MessageEvent>({ data: { tick: 0 } }), NEVER).pipe(
      finalize(() => this.journal.note('event stream unsubscribed')),
    );
  }

  @Get('chunks')
  async chunks(@Res() reply: Reply): Promise<void> {
    const response = takeOver(reply);
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    for (const chunk of ['one ', 'two ', 'three']) {
      this.journal.note(`write returned ${response.write(chunk)}`);
      await new Promise(setImmediate);
    }
    response.end();
  }

  @Get('back-pressure')
  async backPressure(@Res() reply: Reply): Promise<void> {
    const response = takeOver(reply);
    response.setHeader('Content-Type', 'text/plain');
    for (let part = 0; part < 4; part += 1) {
      const writable = response.write('z'.repeat(1_000_000));
      this.journal.note(`write returned ${writable}`);
      if (!writable) await once(response, 'drain');
    }
    response.end(() => this.journal.note('end called back'));
  }

  @Get('destroyed')
  async destroyed(@Res() reply: Reply): Promise<void> {
    const response = takeOver(reply);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '100' });
    await new Promise<void>((resolve) => response.write('only a part', () => resolve()));
    response.destroy();
  }

  @Get('half-then-silence')
  halfThenSilence(@Res() reply: Reply): void {
    const response = takeOver(reply);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': '100' });
    response.write('half of it');
  }

  @Get('throws-after-headers')
  throwsAfterHeaders(@Res() reply: Reply): never {
    const response = 'raw' in reply ? reply.raw : reply;
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.write('too late ');
    setImmediate(() => response.end('to complain'));
    throw new Error('thrown after the headers were sent');
  }
}

async function* halfThenFail(): AsyncGenerator<Buffer> {
  yield Buffer.from('first half');
  await new Promise(setImmediate);
  throw new Error('the disk caught fire');
}
