import { HttpService, type HttpModuleOptions, type HttpModuleOptionsFactory } from '@nestjs/axios';
import { Global, Inject, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExchangeRecorder } from '../../lib/capture/exchange-recorder.js';
import { DefaultObservedHttpModule } from '../../lib/outgoing/default-observed-http.module.js';
import { ObservedHttpModule } from '../../lib/outgoing/observed-http.module.js';
import { InjectObservedHttp } from '../../lib/outgoing/observed-http.providers.js';
import { ObservedHttpService } from '../../lib/outgoing/observed-http.service.js';
import { ExchangeSink } from '../support/exchange-sink.js';
import { RemoteServer } from '../support/remote-server.js';

let remote: RemoteServer;
let sink: ExchangeSink;

beforeAll(async () => {
  remote = await RemoteServer.start();
});
afterAll(() => remote.stop());
beforeEach(() => {
  sink = new ExchangeSink();
  remote.received.length = 0;
});

/** Stands where APIToolkitModule stands: the recorder, and the ObservedHttpService, for every module. */
@Global()
@Module({})
class ObservingModule {
  static forRoot(): DynamicModule {
    return {
      module: ObservingModule,
      imports: [DefaultObservedHttpModule],
      providers: [{ provide: ExchangeRecorder, useValue: sink.recorder }],
      exports: [ExchangeRecorder],
    };
  }
}

@Injectable()
class RemoteConfig implements HttpModuleOptionsFactory {
  createHttpOptions(): HttpModuleOptions {
    return { baseURL: `${remote.url}/by-class` };
  }
}

@Module({ providers: [RemoteConfig], exports: [RemoteConfig] })
class RemoteConfigModule {}

describe('ObservedHttpModule', () => {
  it('gives each named instance its own axios config', async () => {
    @Injectable()
    class Caller {
      constructor(
        @InjectObservedHttp('billing') readonly billing: ObservedHttpService,
        @InjectObservedHttp('users') readonly users: ObservedHttpService,
        @Inject(ObservedHttpService) readonly unnamed: ObservedHttpService,
      ) {}
    }
    const { caller, close } = await compile(Caller, [
      ObservedHttpModule.register({ name: 'billing', baseURL: `${remote.url}/billing` }),
      ObservedHttpModule.register({ name: 'users', baseURL: `${remote.url}/users` }),
      ObservedHttpModule.register({ baseURL: `${remote.url}/unnamed`, validateStatus: null }),
    ]);

    await firstValueFrom(caller.billing.get('/1', { validateStatus: null }));
    await firstValueFrom(caller.users.get('/2', { validateStatus: null }));
    await firstValueFrom(caller.unnamed.get('/3'));
    await close();

    expect(caller.billing).toBeInstanceOf(HttpService);
    expect(sink.exchanges.map(({ request }) => request.target)).toEqual([
      `${remote.url}/billing/1`,
      `${remote.url}/users/2`,
      `${remote.url}/unnamed/3`,
    ]);
  });

  it.each([
    [
      'useFactory',
      () =>
        ObservedHttpModule.registerAsync({
          name: 'async',
          imports: [RemoteConfigModule],
          inject: [RemoteConfig],
          useFactory: async (config: RemoteConfig) => config.createHttpOptions(),
        }),
    ],
    ['useClass', () => ObservedHttpModule.registerAsync({ name: 'async', useClass: RemoteConfig })],
    [
      'useExisting',
      () =>
        ObservedHttpModule.registerAsync({
          name: 'async',
          imports: [RemoteConfigModule],
          useExisting: RemoteConfig,
        }),
    ],
  ])('takes its axios config from %s', async (_style, module) => {
    @Injectable()
    class Caller {
      constructor(@InjectObservedHttp('async') readonly http: ObservedHttpService) {}
    }
    const { caller, close } = await compile(Caller, [module()]);

    await firstValueFrom(caller.http.get('/4', { validateStatus: null }));
    await close();

    expect(sink.only.request.target).toBe(`${remote.url}/by-class/4`);
  });

  it('captures with the options of the instance, to which those of a call are added', async () => {
    @Injectable()
    class Caller {
      constructor(@InjectObservedHttp('todos') readonly http: ObservedHttpService) {}
    }
    const apitoolkit = { redactHeaders: ['x-tenant'], redactResponseBody: ['$.id'], route: '/json' };
    const { caller, close } = await compile(Caller, [
      ObservedHttpModule.register({ name: 'todos', baseURL: remote.url, apitoolkit }),
    ]);

    await firstValueFrom(caller.http.get('/json', { apitoolkit: { redactResponseBody: ['$.token'] } }));
    await firstValueFrom(caller.http.get('/json', { apitoolkit: { route: '/:kind', redactQuery: ['q'] } }));
    await close();

    expect(sink.rules).toEqual([
      {
        headers: ['x-tenant'],
        requestBody: [],
        responseBody: ['$.id', '$.token'],
        query: [],
        pathParams: [],
      },
      { headers: ['x-tenant'], requestBody: [], responseBody: ['$.id'], query: ['q'], pathParams: [] },
    ]);
    expect(sink.exchanges.map(({ route }) => route)).toEqual(['/json', '/:kind']);
    expect(sink.exchanges.map(({ request }) => ({ ...request.pathParams }))).toEqual([{}, { kind: 'json' }]);
  });

  it('is a plain HttpService without APIToolkitModule', async () => {
    @Injectable()
    class Caller {
      constructor(@InjectObservedHttp('alone') readonly http: ObservedHttpService) {}
    }
    const app = await Test.createTestingModule({
      imports: [ObservedHttpModule.register({ name: 'alone', baseURL: remote.url })],
      providers: [Caller],
    }).compile();

    const { status } = await firstValueFrom(app.get(Caller).http.get('/json'));
    await app.close();

    expect(status).toBe(200);
    expect(sink.exchanges).toEqual([]);
  });
});

describe('the ObservedHttpService of APIToolkitModule', () => {
  it('can be injected anywhere, by its class', async () => {
    @Injectable()
    class Caller {
      constructor(@Inject(ObservedHttpService) readonly http: ObservedHttpService) {}
    }
    const { caller, close } = await compile(Caller, []);

    await firstValueFrom(caller.http.get(`${remote.url}/json`));
    await close();

    expect(sink.only.request.target).toBe(`${remote.url}/json`);
    expect(caller.http.axiosRef).not.toBe(new HttpService().axiosRef);
  });

  it('captures for the module that took over from its own', async () => {
    @Injectable()
    class Caller {
      constructor(@Inject(ObservedHttpService) readonly http: ObservedHttpService) {}
    }
    const { caller, close } = await compile(Caller, []);
    const successor = new ExchangeSink();

    sink.recorder.close(successor.recorder);
    await firstValueFrom(caller.http.get(`${remote.url}/json`));
    await close();

    expect(sink.exchanges).toEqual([]);
    expect(successor.only.request.target).toBe(`${remote.url}/json`);
  });
});

async function compile<Caller>(
  type: new (...args: never[]) => Caller,
  imports: DynamicModule[],
): Promise<{ caller: Caller; close: () => Promise<void> }> {
  const app = await Test.createTestingModule({
    imports: [ObservingModule.forRoot(), ...imports],
    providers: [type],
  }).compile();
  return { caller: app.get<Caller>(type), close: () => app.close() };
}
