import 'reflect-metadata';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Controller, Module, Post } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService } from '../../lib/index.js';
import { EventReader } from '../support/event-reader.js';
import { adapters, postJson, startApp } from '../support/nest-app.js';

const CLI = fileURLToPath(new URL('../../dist/esm/cli/cli.js', import.meta.url));
const SECRET = 'hunter2-which-nobody-may-see';

@Controller('orders')
class OrdersController {
  @Post()
  create(): object {
    return { ok: true };
  }
}

/** The command in a process of its own. */
interface Inspecting {
  readonly process: ChildProcess;
  /** Where it says that records are sent to. */
  readonly endpoint: string;
}

async function inspect(...args: readonly string[]): Promise<Inspecting> {
  if (!existsSync(CLI)) throw new Error('The command is tested as it was built: npm run build');
  const child = spawn(process.execPath, [CLI, 'inspect', '--port', '0', ...args], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 25_000,
    killSignal: 'SIGKILL',
  });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += String(text);
    const [, endpoint] = /APITOOLKIT_ENDPOINT=(\S+)/.exec(printed) ?? [];
    if (endpoint !== undefined) return { process: child, endpoint };
  }
  throw new Error(`it did not say where it is: ${printed}`);
}

describe('apitoolkit-nestjs inspect', () => {
  let inspecting: Inspecting;

  beforeEach(async () => {
    inspecting = await inspect('--max-exchanges', '2');
  });

  afterEach(() => inspecting?.process.kill('SIGKILL'));

  it.each(adapters)('shows what an app on %s sends to it', async (adapter) => {
    const { endpoint } = inspecting;
    class AppModule {}
    Module({
      imports: [
        APIToolkitModule.forRoot({ endpoint, serviceName: 'orders-api', queue: { flushIntervalMs: 1 } }),
      ],
      controllers: [OrdersController],
    })(AppModule);
    await using app = await startApp(adapter, AppModule);
    using events = await EventReader.open(`${endpoint}/_apitoolkit/api/events`);

    await postJson(`${app.url}/orders?page=2`, { password: SECRET, note: 'n' });
    const summary = await events.next('exchange');
    app.app.get(APIToolkitService).reportError(new RangeError('job failed'));
    const reported = await events.next('error');

    const detail = await (await fetch(`${endpoint}/_apitoolkit/api/exchanges/1`)).text();
    expect(summary).toMatchObject({
      id: 1,
      service: 'orders-api',
      method: 'POST',
      path: '/orders',
      route: '/orders',
      statusCode: 201,
      redactions: 1,
    });
    expect(JSON.parse(detail)).toMatchObject({
      exchange: {
        controller: 'OrdersController',
        request: { query: { page: ['2'] }, body: { text: '{"password":"[CLIENT_REDACTED]","note":"n"}' } },
      },
      redacted: [{ part: 'request body', at: "$['password']", rules: [] }],
      otlp: { name: 'monoscope.http', attributes: { 'monoscope.sdk_type': 'JsNest' } },
    });
    expect(reported).toMatchObject({
      service: 'orders-api',
      error: { type: 'RangeError', message: 'job failed' },
    });
    expect(detail + JSON.stringify(events.events)).not.toContain(SECRET);
  });

  it('takes OTLP as JSON, and keeps as many as it was told to', async () => {
    const { endpoint } = inspecting;
    const span = (path: string): object => ({
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
      kind: 2,
      startTimeUnixNano: '1722513600000000000',
      endTimeUnixNano: '1722513600001000000',
      attributes: [
        { key: 'http.request.method', value: { stringValue: 'GET' } },
        { key: 'url.path', value: { stringValue: path } },
      ],
    });

    const answer = await postJson(`${endpoint}/v1/traces`, {
      resourceSpans: [{ scopeSpans: [{ spans: ['/1', '/2', '/3'].map(span) }] }],
    });

    expect(answer.status).toBe(200);
    const list = await (await fetch(`${endpoint}/_apitoolkit/api/exchanges`)).json();
    expect(list).toMatchObject([{ path: '/2' }, { path: '/3' }]);
  });

  it('ends when it is told to, though a page listens', async () => {
    using events = await EventReader.open(`${inspecting.endpoint}/_apitoolkit/api/events`);
    await events.next('state');

    inspecting.process.kill('SIGTERM');
    const [code] = await once(inspecting.process, 'exit');

    expect(code).toBe(0);
  });
});
