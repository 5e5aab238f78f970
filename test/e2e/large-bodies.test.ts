import 'reflect-metadata';
import { once } from 'node:events';
import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Module, Post, Req, Res, type DynamicModule } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService, type RedactedExchange } from '../../lib/index.js';
import { CaptureBudget } from '../../lib/capture/capture-budget.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, startApp, type RunningApp } from '../support/nest-app.js';

const MIB = 1024 * 1024;
const MAX_IN_FLIGHT_BYTES = 2 * MIB;
const LARGE_BYTES = 100 * MIB;
const PARKED = 1000;
const PARKED_BYTES = 70_000;

type Reply = ServerResponse & { raw?: ServerResponse; hijack?: () => void };

function hijacked(reply: Reply): ServerResponse {
  reply.hijack?.();
  return reply.raw ?? reply;
}

function rawOf(request: IncomingMessage & { raw?: IncomingMessage }): IncomingMessage {
  return request.raw ?? request;
}

/** What all handlers together have read so far. */
const uploads = { receivedBytes: 0 };

@Controller()
class StreamsController {
  @Post('upload')
  async upload(@Req() request: IncomingMessage): Promise<object> {
    let received = 0;
    for await (const chunk of rawOf(request)) {
      received += chunk.length;
      uploads.receivedBytes += chunk.length;
    }
    return { received };
  }

  @Get('download')
  async download(@Res() reply: Reply): Promise<void> {
    const raw = hijacked(reply);
    raw.writeHead(200, { 'content-type': 'text/plain' });
    await pipeline(Readable.from(chunksOf(LARGE_BYTES)), raw);
  }

  @Get('events')
  events(@Res() reply: Reply): void {
    const raw = hijacked(reply);
    raw.writeHead(200, { 'content-type': 'text/event-stream' });
    const next = (): void => {
      if (!raw.destroyed && raw.writable) raw.write('data: {"tick":1}\n\n', () => setImmediate(next));
    };
    next();
  }
}

@Module({ controllers: [StreamsController] })
class StreamsModule {}

function moduleOf(exporter: InMemoryExporter): DynamicModule {
  const options = { exporter, maxInFlightBytes: MAX_IN_FLIGHT_BYTES, queue: { flushIntervalMs: 1 } };
  return { module: StreamsModule, imports: [APIToolkitModule.forRoot(options)] };
}

function* chunksOf(byteLength: number): Generator<Buffer> {
  const chunk = Buffer.alloc(65_536, 'x');
  for (let left = byteLength; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}

describe.each(adapters)('bodies without end on %s', (adapter) => {
  const budget = new CaptureBudget(0);
  let exporter: InMemoryExporter;
  let running: RunningApp;

  beforeEach(async () => {
    exporter = new InMemoryExporter();
    running = await startApp(adapter, moduleOf(exporter), {
      prepare(app) {
        // As an app does that wants to read a body itself.
        const server: { addContentTypeParser?: (type: string, parse: (...args: unknown[]) => void) => void } =
          app.getHttpAdapter().getInstance();
        server.addContentTypeParser?.('text/plain', (_request, _payload, done) => Object(done)(null));
      },
    });
  });
  afterEach(() => running.app.close());

  function post(headers: Record<string, string | number> = {}): ClientRequest {
    return httpRequest(`${running.url}/upload`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'text/plain', ...headers },
    });
  }

  const routeOf =
    (route: string) =>
    (exchange: RedactedExchange): boolean =>
      exchange.route === route;

  it('pass through at their full size, and no more of them is held than may be kept', async () => {
    const upload = post();
    let mostHeld = 0;
    const watched = function* (): Generator<Buffer> {
      for (const chunk of chunksOf(LARGE_BYTES)) {
        mostHeld = Math.max(mostHeld, budget.heldBytes);
        yield chunk;
      }
    };
    const [[answer]] = await Promise.all([
      once(upload, 'response'),
      pipeline(Readable.from(watched()), upload),
    ]);
    const received = await new Response(Readable.toWeb(answer) as ReadableStream).text();

    let downloaded = 0;
    const download = await fetch(`${running.url}/download`);
    for await (const chunk of download.body ?? []) {
      downloaded += chunk.length;
      mostHeld = Math.max(mostHeld, budget.heldBytes);
    }

    expect([received, downloaded]).toEqual([`{"received":${LARGE_BYTES}}`, LARGE_BYTES]);
    const { request } = await exporter.waitFor(routeOf('/upload'));
    const { response } = await exporter.waitFor(routeOf('/download'));
    expect(request.body).toMatchObject({ byteLength: LARGE_BYTES, truncated: true });
    expect(response?.body).toMatchObject({ byteLength: LARGE_BYTES, truncated: true });
    // A request, its answer and the other request, each with at most 64 KiB.
    expect(mostHeld).toBeGreaterThan(0);
    expect(mostHeld).toBeLessThanOrEqual(3 * 65_536);
    expect(budget.heldBytes).toBe(0);
  });

  it('are recorded when the client has enough of events that never end', async () => {
    const request = httpRequest(`${running.url}/events`, { agent: false }).end();
    const [events] = await once(request, 'response');
    let received = 0;
    for await (const chunk of events) {
      received += chunk.length;
      if (received > 200_000) break;
    }
    request.destroy();

    const exchange = await exporter.waitFor(routeOf('/events'));

    expect(exchange).toMatchObject({ outcome: 'aborted', response: { body: { truncated: true } } });
    expect(exchange.response?.body?.byteLength).toBeGreaterThan(200_000);
    expect(budget.heldBytes).toBe(0);
  });

  it(`hold no more than the budget when ${PARKED} uploads are parked, and each is recorded with its size`, async () => {
    const half = Buffer.alloc(PARKED_BYTES / 2, 'x');
    uploads.receivedBytes = 0;
    const parked = Array.from({ length: PARKED }, () => post({ 'content-length': PARKED_BYTES }));
    await Promise.all(parked.map((upload) => new Promise((resolve) => upload.write(half, resolve))));
    while (uploads.receivedBytes < PARKED * half.length) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const heldWhileParked = budget.heldBytes;
    const statuses: number[] = [];
    const samples: number[] = [];
    const finished = parked.map(async (upload) => {
      const answered = once(upload, 'response');
      upload.end(half);
      const [answer] = await answered;
      samples.push(budget.heldBytes);
      answer.resume();
      await once(answer, 'end');
      statuses.push(answer.statusCode);
    });
    await Promise.all(finished);
    const service = running.app.get(APIToolkitService);
    await service.flush();

    expect(heldWhileParked).toBe(MAX_IN_FLIGHT_BYTES);
    expect(Math.max(...samples)).toBeLessThanOrEqual(MAX_IN_FLIGHT_BYTES);
    expect(budget.heldBytes).toBe(0);
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(service.status()).toMatchObject({ captured: PARKED, delivered: PARKED, dropped: {} });
    const bodies = exporter.exchanges.map(({ request }) => request.body);
    expect(new Set(bodies.map((body) => body?.byteLength))).toEqual(new Set([PARKED_BYTES]));
    const isOverBudget = bodies.filter((body) => body?.omitted === 'budget');
    // Only those that were read whole in the beginning had room; the others say so.
    expect(isOverBudget.length).toBeGreaterThan(PARKED - MAX_IN_FLIGHT_BYTES / half.length - 1);
    expect(bodies.every((body) => body?.truncated)).toBe(true);
  });
});
