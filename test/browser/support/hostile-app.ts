import 'reflect-metadata';
import {
  All,
  Body,
  Controller,
  HttpException,
  Inject,
  Module,
  Res,
  type DynamicModule,
} from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { firstValueFrom } from 'rxjs';
import { APIToolkitModule, APIToolkitService, ObservedHttpService } from '../../../lib/index.js';
import { REMOTE_URL } from './shop-app.js';

/** Takes texts, and puts each of them wherever a record can hold one. */
@Controller('hostile')
class HostileController {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @Inject(REMOTE_URL) private readonly remoteUrl: string,
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
  ) {}

  @All(':text')
  async echo(
    @Body() { texts }: { readonly texts: readonly string[] },
    @Res({ passthrough: true })
    response: Pick<ServerResponse, never> & { raw?: ServerResponse } & ServerResponse,
  ): Promise<never> {
    const headers = response.raw ?? response;
    this.apitoolkit.addTags(...texts);
    this.apitoolkit.setUser({ id: texts[0] ?? '', name: texts[1] ?? '' });
    this.apitoolkit.setTenant({ id: texts[2] ?? '', name: texts[3] ?? '' });
    this.apitoolkit.setAttributes({
      list: [...texts],
      ...Object.fromEntries(texts.map((text) => [text, text])),
    });
    for (const [index, text] of texts.entries()) {
      headers.setHeader(`x-answer-${index}`, headerValue(text));
      this.apitoolkit.reportError(errorOf(text));
      const config = { headers: { 'x-call': headerValue(text) }, apitoolkit: { route: text } };
      const url = `${this.remoteUrl}/created/${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`;
      await firstValueFrom(this.http.post(url, { [text]: text }, { ...config, validateStatus: null }));
    }
    throw new HttpException(Object.fromEntries(texts.map((text) => [text, [text]])), 418, {
      cause: errorOf(texts.join(' ')),
    });
  }
}

export function hostileApp(remoteUrl: string, serviceName: string): DynamicModule {
  class HostileModule {}
  Module({})(HostileModule);
  return {
    module: HostileModule,
    imports: [APIToolkitModule.forRoot({ serviceName, inspector: true, tags: [serviceName] })],
    controllers: [HostileController],
    providers: [{ provide: REMOTE_URL, useValue: remoteUrl }],
  };
}

export function errorOf(text: string): Error {
  const error = new Error(text, { cause: new TypeError(text) });
  error.name = text;
  error.stack = `${text}: ${text}\n    at ${text} (${text}:1:1)`;
  return error;
}

/** As bytes that a header can carry. */
export function headerValue(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '');
}
