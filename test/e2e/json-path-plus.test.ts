import 'reflect-metadata';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { APIToolkitModule, RedactBody } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, postJson, startApp } from '../support/nest-app.js';

@Controller('echo')
class EchoController {
  @Post()
  @RedactBody({ path: '$..secretive^', engine: 'jsonpath-plus' })
  echo(@Body() body: unknown): unknown {
    return body;
  }
}

@Controller()
class MistakenController {
  @Post()
  @RedactBody({ path: '$..a..b', engine: 'jsonpath-plus' })
  echo(): void {}
}

describe.each(adapters)('paths with engine jsonpath-plus on %s', (adapter) => {
  it('of options and decorators are applied to request and response, and leave the app alone', async () => {
    const exporter = new InMemoryExporter();
    class AppModule {}
    Module({
      imports: [
        APIToolkitModule.forRoot({
          exporter,
          queue: { flushIntervalMs: 1 },
          redactRequestBody: [{ path: "$[?(@property === 'code')]", engine: 'jsonpath-plus' }],
        }),
      ],
      controllers: [EchoController],
    })(AppModule);
    await using app = await startApp(adapter, AppModule);
    const body = { code: 1, deep: { secretive: 'hunter2', other: 2 } };

    const answer = await postJson(`${app.url}/echo`, body);

    expect(await answer.json()).toEqual(body);
    const { request, response } = await exporter.waitFor(() => true);
    expect(request.body?.text).toBe('{"code":"[CLIENT_REDACTED]","deep":"[CLIENT_REDACTED]"}');
    expect(response?.body?.text).toBe('{"code":1,"deep":"[CLIENT_REDACTED]"}');
  });

  it('that would take too long stop the boot, naming controller, handler and decorator', async () => {
    class AppModule {}
    Module({ imports: [APIToolkitModule.forRoot()], controllers: [MistakenController] })(AppModule);

    await expect(startApp(adapter, AppModule)).rejects.toThrow(
      [
        'MistakenController.echo @RedactBody: expected a path for jsonpath-plus, got',
        '  $..a..b',
        '      ^',
        '  position 4: a second ".." costs more time than the size of a body: write two paths, or one in RFC 9535',
        '  RFC 9535 reads this path: leave the engine out',
      ].join('\n'),
    );
  });
});
