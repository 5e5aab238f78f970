import 'reflect-metadata';
import {
  Body,
  ClassSerializerInterceptor,
  Controller,
  Get,
  Headers,
  Injectable,
  Module,
  Param,
  Patch,
  Post,
  Query,
  Res,
  ValidationPipe,
  type CallHandler,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ApiOkResponse, ApiProperty, DocumentBuilder, PartialType, SwaggerModule } from '@nestjs/swagger';
import { Exclude, Expose, Type } from 'class-transformer';
import { IsNumber, IsOptional, IsString, ValidateNested } from 'class-validator';
import { lastValueFrom, map, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { APIToolkitModule, ObservedHttpService, Sensitive, type RedactedExchange } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { adapters, postJson, startApp, type Adapter } from '../support/nest-app.js';

class ContactDto {
  @Sensitive()
  @IsString()
  nickname: string = '';

  @IsString()
  relation: string = '';
}

class PersonDto {
  @Sensitive()
  @Expose({ name: 'insurance_id' })
  @IsString()
  @ApiProperty()
  insuranceId: string = '';

  @IsString()
  @ApiProperty()
  ward: string = '';
}

class PatientDto extends PersonDto {
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => ContactDto)
  @ApiProperty({ type: () => [ContactDto] })
  contacts?: ContactDto[];

  @Exclude({ toPlainOnly: true })
  @IsOptional()
  @IsNumber()
  id?: number;

  @IsOptional()
  @ApiProperty({ format: 'password' })
  phrase?: string;
}

class UpdatePatientDto extends PartialType(PatientDto) {}

class SearchDto {
  @Sensitive()
  @IsOptional()
  @IsString()
  diagnosis?: string;

  @IsOptional()
  @IsString()
  page?: string;
}

class HeadersDto {
  @Sensitive()
  'x-insurance': string;
}

class CatDto {
  @ApiProperty()
  nickname: string = '';

  @ApiProperty()
  id: number = 0;
}

/** Wraps every answer, as many apps do: no declared type knows of it. */
@Injectable()
class Envelope implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map((data: unknown) => ({ data, count: 1 })));
  }
}

@Controller('patients')
class PatientsController {
  @Post()
  async create(@Body() patient: PatientDto): Promise<PatientDto> {
    return patient;
  }

  @Patch()
  async update(@Body() { insuranceId, ward }: UpdatePatientDto): Promise<UpdatePatientDto> {
    return Object.assign(new UpdatePatientDto(), { insuranceId, ward });
  }

  @Get()
  @ApiOkResponse({ type: PatientDto, isArray: true })
  async find(@Query() _search: SearchDto): Promise<PatientDto[]> {
    return [aPatient()];
  }

  @Get('plain')
  async plain(@Headers() _headers: HeadersDto): Promise<unknown> {
    return { list: [{ insuranceId: 'hunter2', ward: 'west' }] };
  }

  @Get('diagnosed/:diagnosis')
  diagnosed(@Param() { diagnosis }: SearchDto): object {
    return { ward: diagnosis === undefined ? 'none' : 'west' };
  }

  @Get('page')
  page(@Res() response: { header(name: string, value: string): void; send(body: string): void }): void {
    response.header('content-type', 'text/html');
    response.send('<b>hunter2</b>');
  }
}

@Controller('cats')
class CatsController {
  constructor(private readonly http: ObservedHttpService) {}

  @Post()
  create(@Body() cat: CatDto): CatDto {
    return cat;
  }

  @Get()
  @ApiOkResponse({ type: CatDto, isArray: true })
  async find(@Query('nickname') nickname: string): Promise<CatDto[]> {
    return [Object.assign(new CatDto(), { nickname, id: 1 })];
  }

  @Post('forward')
  async forward(@Headers('host') host: string): Promise<unknown> {
    const { data } = await lastValueFrom(
      this.http.post(`http://${host}/patients`, { insurance_id: 'hunter2', ward: 'west' }),
    );
    return data;
  }
}

function aPatient(): PatientDto {
  const contact = Object.assign(new ContactDto(), { nickname: 'hunter2', relation: 'wife' });
  const patient = { insuranceId: 'hunter2', ward: 'west', contacts: [contact], id: 7, phrase: 'hunter2' };
  return Object.assign(new PatientDto(), patient);
}

function prepare(app: INestApplication): void {
  app.useGlobalPipes(new ValidationPipe({ transform: true }));
  SwaggerModule.createDocument(app, new DocumentBuilder().build());
}

async function start(adapter: Adapter) {
  const exporter = new InMemoryExporter();
  class AppModule {}
  Module({
    imports: [APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 } })],
    providers: [
      { provide: APP_INTERCEPTOR, useClass: Envelope },
      { provide: APP_INTERCEPTOR, useClass: ClassSerializerInterceptor },
    ],
    controllers: [PatientsController, CatsController],
  })(AppModule);
  const running = await startApp(adapter, AppModule, { prepare });
  const record = (predicate: (exchange: RedactedExchange) => boolean = () => true) =>
    exporter.waitFor(predicate);
  return { ...running, record, [Symbol.asyncDispose]: () => running.app.close() };
}

describe.each(adapters)('@Sensitive() on %s', (adapter) => {
  it('masks the property in both bodies: renamed, inherited, nested, in arrays, in an envelope', async () => {
    await using app = await start(adapter);

    const response = await postJson(`${app.url}/patients`, {
      insurance_id: 'hunter2',
      ward: 'west',
      contacts: [{ nickname: 'hunter2', relation: 'wife' }],
    });

    expect(await response.json()).toEqual({
      data: { insurance_id: 'hunter2', ward: 'west', contacts: [{ nickname: 'hunter2', relation: 'wife' }] },
      count: 1,
    });
    const exchange = await app.record();
    expect(exchange.request.body?.text).toBe(
      '{"insurance_id":"[CLIENT_REDACTED]","ward":"west","contacts":[{"nickname":"[CLIENT_REDACTED]","relation":"wife"}]}',
    );
    expect(JSON.parse(exchange.response?.body?.text ?? '')).toEqual({
      data: {
        insurance_id: '[CLIENT_REDACTED]',
        ward: 'west',
        contacts: [{ nickname: '[CLIENT_REDACTED]', relation: 'wife' }],
      },
      count: 1,
    });
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it where a request is refused, and in what validation says of it', async () => {
    await using app = await start(adapter);

    const response = await postJson(`${app.url}/patients`, { insuranceId: 'hunter2', ward: 7 });

    expect(response.status).toBe(400);
    const exchange = await app.record();
    expect(exchange.request.body?.text).toBe('{"insuranceId":"[CLIENT_REDACTED]","ward":7}');
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it in a form, and in a DTO made by PartialType()', async () => {
    await using app = await start(adapter);

    const response = await fetch(`${app.url}/patients`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'insurance_id=hunter2&ward=west&contacts[0][nickname]=hunter2',
    });

    expect(await response.json()).toEqual({ data: { insurance_id: 'hunter2', ward: 'west' }, count: 1 });
    const exchange = await app.record();
    expect(exchange.response?.body?.text).toBe(
      '{"data":{"insurance_id":"[CLIENT_REDACTED]","ward":"west"},"count":1}',
    );
    expect(exchange.request.body?.text).toBe(
      'insurance_id=[CLIENT_REDACTED]&ward=west&contacts[0][nickname]=[CLIENT_REDACTED]',
    );
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks what class-transformer and Swagger hide where the DTO is declared', async () => {
    await using app = await start(adapter);

    const response = await postJson(`${app.url}/patients`, {
      insurance_id: 'hunter2',
      ward: 'west',
      id: 4711,
      phrase: 'hunter2',
    });

    expect(response.status).toBe(201);
    const exchange = await app.record();
    expect(exchange.request.body?.text).toBe(
      '{"insurance_id":"[CLIENT_REDACTED]","ward":"west","id":"[CLIENT_REDACTED]","phrase":"[CLIENT_REDACTED]"}',
    );
    expect(exchange.response?.body?.text).not.toContain('4711');
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it in the query, and in an answer that only Swagger knows the type of', async () => {
    await using app = await start(adapter);

    const response = await fetch(`${app.url}/patients?diagnosis=hunter2&page=2`);

    expect(await response.text()).toContain('hunter2');
    const exchange = await app.record();
    expect(exchange.request.query).toEqual({ diagnosis: ['[CLIENT_REDACTED]'], page: ['2'] });
    expect(JSON.parse(exchange.response?.body?.text ?? '')).toEqual({
      data: [
        {
          insurance_id: '[CLIENT_REDACTED]',
          ward: 'west',
          contacts: [{ nickname: '[CLIENT_REDACTED]', relation: 'wife' }],
          phrase: '[CLIENT_REDACTED]',
        },
      ],
      count: 1,
    });
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it in path parameters, headers, and an answer of an unknown type', async () => {
    await using app = await start(adapter);

    await (await fetch(`${app.url}/patients/diagnosed/hunter2`)).text();
    await (await fetch(`${app.url}/patients/plain`, { headers: { 'x-insurance': 'hunter2' } })).text();

    const diagnosed = await app.record(({ handler }) => handler === 'diagnosed');
    const plain = await app.record(({ handler }) => handler === 'plain');
    expect(diagnosed.request).toMatchObject({
      path: '/patients/diagnosed/[CLIENT_REDACTED]',
      pathParams: { diagnosis: '[CLIENT_REDACTED]' },
    });
    expect(plain.request.headers['x-insurance']).toBe('[CLIENT_REDACTED]');
    expect(plain.response?.body?.text).toBe(
      '{"data":{"list":[{"insuranceId":"[CLIENT_REDACTED]","ward":"west"}]},"count":1}',
    );
    expect(JSON.stringify([diagnosed, plain])).not.toContain('hunter2');
  });

  it('withholds text, in which it cannot be found', async () => {
    await using app = await start(adapter);

    await (await fetch(`${app.url}/patients/page`)).text();

    const exchange = await app.record();
    expect(exchange.response?.body).toMatchObject({ byteLength: 14, omitted: 'type' });
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it in the query of a request that nobody handles', async () => {
    await using app = await start(adapter);

    await (await fetch(`${app.url}/nowhere?insurance_id=hunter2&page=2`)).text();

    const exchange = await app.record();
    expect(exchange.request.query).toEqual({ insurance_id: ['[CLIENT_REDACTED]'], page: ['2'] });
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });

  it('masks it in outgoing calls', async () => {
    await using app = await start(adapter);

    await postJson(`${app.url}/cats/forward`, {});

    const call = await app.record(({ kind }) => kind === 'outgoing');
    expect(call.request.body?.text).toBe('{"insurance_id":"[CLIENT_REDACTED]","ward":"west"}');
    expect(call.response?.body?.text).toBe(
      '{"data":{"insurance_id":"[CLIENT_REDACTED]","ward":"west"},"count":1}',
    );
    expect(JSON.stringify(call)).not.toContain('hunter2');
  });

  it('leaves the name of another property readable where the types prove that it is one', async () => {
    await using app = await start(adapter);

    await postJson(`${app.url}/cats`, { nickname: 'Tom', id: 4711 });
    await (await fetch(`${app.url}/cats?nickname=Tom`)).text();

    const created = await app.record(({ handler }) => handler === 'create');
    const found = await app.record(({ handler }) => handler === 'find');
    expect(created.request.body?.text).toBe('{"nickname":"Tom","id":4711}');
    expect(created.response?.body?.text).toBe('{"data":{"nickname":"Tom","id":4711},"count":1}');
    expect(found.request.query).toEqual({ nickname: ['Tom'] });
    expect(found.response?.body?.text).toBe('{"data":[{"nickname":"Tom","id":1}],"count":1}');
  });
});
