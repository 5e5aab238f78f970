import 'reflect-metadata';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { once } from 'node:events';
import { Controller, Get, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import { APIToolkitModule, RedactRequestBody, type APIToolkitModuleOptions } from '../../lib/index.js';
import { EventReader } from '../support/event-reader.js';
import { MemoryLogger } from '../support/memory-logger.js';
import { adapters, postJson, startApp, type Adapter, type RunningApp } from '../support/nest-app.js';

const SECRET = 'hunter2-which-nobody-may-see';

@Controller('orders')
class OrdersController {
  @Get(':id')
  find(@Param('id') id: string): object {
    return { id, total: 7 };
  }

  @Post()
  @RedactRequestBody('$.card')
  create(): object {
    return { ok: true, session_token: SECRET };
  }
}

function appWith(options: APIToolkitModuleOptions): DynamicModule {
  class AppModule {}
  Module({})(AppModule);
  return { module: AppModule, imports: [APIToolkitModule.forRoot(options)], controllers: [OrdersController] };
}

interface Started extends RunningApp {
  readonly logger: MemoryLogger;
}

async function start(
  adapter: Adapter,
  options: APIToolkitModuleOptions = { inspector: true },
  prepare: Parameters<typeof startApp>[2] = {},
): Promise<Started> {
  const logger = new MemoryLogger();
  return { ...(await startApp(adapter, appWith(options), { logger, ...prepare })), logger };
}

/** As it stands on the wire: fetch has its own mind about some headers. */
async function ask(
  url: string,
  options: RequestOptions = {},
  body = '',
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  const request = httpRequest(url, { agent: false, ...options });
  request.end(body);
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('no answer');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

async function read(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

afterEach(() => {
  delete process.env['NODE_ENV_BEFORE'];
});

describe.each(adapters)('the inspector on %s', (adapter) => {
  it('shows what was captured, redacted, with the rule of each place', async () => {
    await using app = await start(adapter);
    using events = await EventReader.open(`${app.url}/_apitoolkit/api/events`);
    await postJson(`${app.url}/orders?api_key=${SECRET}`, { card: { number: SECRET }, note: 'n' });
    const summary = await events.next('exchange');

    const detail = await read(`${app.url}/_apitoolkit/api/exchanges/1`);

    expect(summary).toMatchObject({
      id: 1,
      method: 'POST',
      route: '/orders',
      statusCode: 201,
      redactions: 3,
    });
    expect(detail).toMatchObject({
      summary,
      exchange: {
        request: { body: { text: '{"card":"[CLIENT_REDACTED]","note":"n"}' } },
        response: { body: { text: '{"ok":true,"session_token":"[CLIENT_REDACTED]"}' } },
      },
      redacted: [
        { part: 'query', at: 'api_key', rules: ['name api key'] },
        { part: 'request body', at: "$['card']", rules: ['request body $.card'] },
        { part: 'response body', at: "$['session_token']", rules: ['name session token'] },
      ],
      otlp: {
        name: 'monoscope.http',
        attributes: { 'http.request.method': 'POST', 'http.route': '/orders' },
      },
      calls: [],
    });
    expect(JSON.stringify([summary, detail])).not.toContain(SECRET);
  });
});
