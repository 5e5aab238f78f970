import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Inject,
  Module,
  Param,
  Post,
  Res,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type CanActivate,
  type DynamicModule,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpModule, HttpService } from '@nestjs/axios';
import { firstValueFrom } from 'rxjs';
import type { ServerResponse } from 'node:http';
import {
  APIToolkitModule,
  APIToolkitService,
  observeAxios,
  RedactBody,
  RedactHeaders,
  reportError,
  type APIToolkitModuleOptions,
} from '../../../lib/index.js';

/** Where the app's outgoing calls go. */
const UPSTREAM = Symbol('upstream');

class Denied implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenException('denied');
  }
}

class Teapot implements ExceptionFilter {
  catch(_error: unknown, host: ArgumentsHost): void {
    const reply: {
      code?: (status: number) => void;
      status: (status: number) => void;
      send: (body: unknown) => void;
    } = host.switchToHttp().getResponse();
    reply.status(418);
    reply.send({ short: 'and stout' });
  }
}

@Controller()
class FaultyController {
  constructor(
    @Inject(HttpService) private readonly http: HttpService,
    @Inject(UPSTREAM) private readonly upstream: string,
  ) {}

  @Get('todos/:id')
  @RedactHeaders('x-pin')
  todo(@Param('id') id: string): object {
    return { id, title: 'write tests' };
  }

  @Post('orders')
  @RedactHeaders('x-pin')
  @RedactBody('$.plan')
  order(@Body() body: object): object {
    return { ...body, ordered: true };
  }

  @Get('failing')
  @RedactHeaders('x-pin')
  failing(): never {
    throw new Error('no luck');
  }

  @Get('teapot')
  @RedactHeaders('x-pin')
  @UseFilters(new Teapot())
  teapot(): never {
    throw new Error('short and stout');
  }

  @Get('denied')
  @RedactHeaders('x-pin')
  @UseGuards(new Denied())
  denied(): string {
    return 'never';
  }

  @Get('stream')
  @RedactHeaders('x-pin')
  stream(@Res() reply: ServerResponse & { raw?: ServerResponse; hijack?: () => void }): void {
    reply.hijack?.();
    const raw = reply.raw ?? reply;
    raw.writeHead(200, { 'content-type': 'text/plain' });
    for (let count = 0; count < 30; count += 1) raw.write(`part ${count}\n`);
    raw.end('the end');
  }

  @Get('annotated')
  @RedactHeaders('x-pin')
  annotated(): string {
    reportError(new Error('handled'));
    return 'annotated';
  }

  @Get('calling')
  @RedactHeaders('x-pin')
  async calling(): Promise<object> {
    const { data, status } = await firstValueFrom(
      this.http.post<object>(`${this.upstream}/json`, { some: 'data' }, { params: { a: 1 } }),
    );
    const failed: unknown = await this.http.axiosRef
      .get(`${this.upstream}/missing`)
      .catch((error: unknown) => error);
    return { data, status, failed: Object(failed).message };
  }
}

/** Annotates in a way that needs the service, which an app without us does not have. */
@Controller()
class ServiceController {
  constructor(@Inject(APIToolkitService) private readonly service: APIToolkitService) {}

  @Get('named')
  @RedactHeaders('x-pin')
  named(): string {
    this.service.setUser({ id: 7, name: 'Ada' });
    this.service.setTenant({ id: 'acme' });
    this.service.addTags('one', 'two');
    this.service.setAttributes({ plan: 'gold' });
    this.service.reportError(new Error('noted'));
    return 'named';
  }
}

@Controller()
class BareNamedController {
  @Get('named')
  named(): string {
    return 'named';
  }
}

@Module({})
class FaultyModule {}

/** The same app with our module and without. */
export function faultyModule(upstream: string, options: APIToolkitModuleOptions | undefined): DynamicModule {
  const http = { provide: UPSTREAM, useValue: upstream };
  if (options === undefined) {
    return {
      module: FaultyModule,
      imports: [HttpModule],
      controllers: [FaultyController, BareNamedController],
      providers: [http],
    };
  }
  const observed = {
    provide: 'observed',
    useFactory: (service: HttpService) => observeAxios(service.axiosRef),
    inject: [HttpService],
  };
  return {
    module: FaultyModule,
    imports: [HttpModule, APIToolkitModule.forRoot(options)],
    controllers: [FaultyController, ServiceController],
    providers: [http, observed],
  };
}
