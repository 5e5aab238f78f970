import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Controller, Get, Param, type DynamicModule } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APIToolkitModule, APIToolkitService, type APIToolkitModuleOptions } from '../../lib/index.js';
import { runApp } from '../process/run-app.js';
import { GrpcReceiver, status } from '../support/grpc-receiver.js';
import { adapters, startApp, type RunningApp } from '../support/nest-app.js';

@Controller('orders')
class OrdersController {
  @Get(':id')
  find(@Param('id') id: string): object {
    return { id };
  }
}

function appWith(options: APIToolkitModuleOptions): DynamicModule {
  class AppModule {}
  const imports = [APIToolkitModule.forRoot({ protocol: 'grpc', ...options })];
  return { module: AppModule, imports, controllers: [OrdersController] };
}

const serviceOf = ({ app }: RunningApp): APIToolkitService => app.get(APIToolkitService);

let receiver: GrpcReceiver;
beforeEach(async () => {
  receiver = await GrpcReceiver.start();
});
afterEach(() => receiver.close());

describe.each(adapters)('an app on %s that exports over gRPC', (adapter) => {
  it('delivers its exchanges and errors, and the counts balance', async () => {
    await using running = await startApp(
      adapter,
      appWith({ endpoint: receiver.url, apiKey: 'key-1', compression: 'gzip' }),
    );
    const service = serviceOf(running);

    for (const id of ['1', '2', '3']) await (await fetch(`${running.url}/orders/${id}`)).text();
    service.reportError(new Error('outside of a request'));
    await receiver.waitFor(({ spans, logRecords }) => spans.length === 3 && logRecords.length === 1);
    await service.flush(5_000);

    expect(receiver.spans.map(({ attributes }) => attributes['url.path'])).toEqual([
      '/orders/1',
      '/orders/2',
      '/orders/3',
    ]);
    expect(receiver.logRecords.map(({ body }) => body)).toEqual(['outside of a request']);
    expect(receiver.calls.every((call) => call.isCompressed)).toBe(true);
    expect(receiver.calls[0]?.headers['x-api-key']).toBe('key-1');
    expect(service.status()).toMatchObject({
      captured: 4,
      delivered: 4,
      queued: 0,
      dropped: {},
      destination: `grpc://127.0.0.1:${receiver.port}`,
    });
  });

  it('delivers after an outage what it captured in it', async () => {
    const { port } = receiver;
    await receiver.close();
    await using running = await startApp(
      adapter,
      appWith({ endpoint: `grpc://127.0.0.1:${port}`, queue: { flushIntervalMs: 10 } }),
    );
    await (await fetch(`${running.url}/orders/1`)).text();
    await serviceOf(running).flush(300);
    expect(serviceOf(running).status()).toMatchObject({ captured: 1, delivered: 0, queued: 1 });

    receiver = await GrpcReceiver.start({ port });
    await receiver.waitFor(({ spans }) => spans.length > 0);
    await serviceOf(running).flush(5_000);

    expect(serviceOf(running).status()).toMatchObject({ captured: 1, delivered: 1, queued: 0, dropped: {} });
  });

  it('sends the same bytes again when the receiver was not available', async () => {
    receiver.script(status(14));
    await using running = await startApp(adapter, appWith({ endpoint: receiver.url }));

    await (await fetch(`${running.url}/orders/1`)).text();
    await receiver.waitFor(({ calls }) => calls.length === 2);
    await serviceOf(running).flush(5_000);

    expect(receiver.calls[1]?.message).toEqual(receiver.calls[0]?.message);
    expect(serviceOf(running).status()).toMatchObject({ captured: 1, delivered: 1, dropped: {} });
  });

  it('ends by itself once it is closed, everything delivered', async () => {
    const endpoint = `grpc://127.0.0.1:${receiver.port}`;

    const ended = await runApp({ adapter, module: 'with', scenario: 'closed', endpoint });

    expect(ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    expect(receiver.spans.map(({ attributes }) => attributes['http.route'])).toEqual(['/greeting']);
  });

  it('ends by itself when nobody takes what it sends', async () => {
    const endpoint = 'grpc://127.0.0.1:1';

    const ended = await runApp({ adapter, module: 'with', scenario: 'closed', endpoint });

    expect(ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  it.each(['answered', 'left without an answer'])(
    'ends by itself when a context is never closed and its call is %s',
    async (how) => {
      if (how !== 'answered') receiver.always(() => {});
      const endpoint = `grpc://127.0.0.1:${receiver.port}`;
      const scenario = 'context left open under an export';

      const ended = await runApp({ adapter, module: 'with', scenario, endpoint });

      expect(ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
      const [call] = receiver.calls;
      // Not for the rest of the 10 s that the call has.
      expect(performance.now() - (call?.atMs ?? 0)).toBeLessThan(8_000);
    },
  );
});

describe('an app without @grpc/grpc-js', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'apitoolkit-nestjs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Starts an app in a folder from where no package is found; ours and Nest are given to it by their paths. */
  async function run(options: object): Promise<string> {
    const ours = new URL('../../dist/esm/index.js', import.meta.url).href;
    const nest = pathToFileURL(createRequire(ours).resolve('@nestjs/core')).href;
    const file = join(folder, 'main.mjs');
    await writeFile(
      file,
      `const { APIToolkitModule } = await import(${JSON.stringify(ours)});
      const { NestFactory } = await import(${JSON.stringify(nest)});
      try {
        const root = APIToolkitModule.forRoot(${JSON.stringify(options)});
        await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
        console.log('started');
      } catch (error) {
        console.log(error.name + ': ' + error.message);
      }`,
    );
    const child = spawn(process.execPath, [file], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await new Promise((resolve) => child.once('close', resolve));
    return output.trim();
  }

  it('starts as long as it does not ask for gRPC', async () => {
    expect(await run({ endpoint: 'http://127.0.0.1:4318' })).toBe('started');
  });

  it('is told at boot what to install when it does', async () => {
    expect(await run({ endpoint: 'http://127.0.0.1:4317', protocol: 'grpc' })).toBe(
      'APIToolkitConfigError: APIToolkitModule: protocol: gRPC needs the package @grpc/grpc-js ^1.12 in the app, ' +
        "and it is not installed: npm install @grpc/grpc-js, or protocol: 'http/protobuf', which needs no package.",
    );
  });
});
