import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule, ObservedHttpModule } from 'apitoolkit-nestjs';
import { TripsController } from './trips.controller.js';

/** Where the services are that the app talks to. */
export interface Surroundings {
  readonly collectorUrl: string;
  readonly partnerUrl: string;
}

@Module({ controllers: [TripsController] })
export class AppModule {
  static in({ collectorUrl, partnerUrl }: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        APIToolkitModule.forRoot({
          endpoint: collectorUrl,
          serviceName: 'trips-api',
          redactHeaders: ['x-partner-account'],
          queue: { flushIntervalMs: 100 },
        }),
        // Named instances, each with the axios config of its service and rules for all its calls.
        ObservedHttpModule.register({
          name: 'flights',
          baseURL: `${partnerUrl}/flights`,
          timeout: 2000,
          headers: { 'x-partner-account': 'account-9031' },
        }),
        ObservedHttpModule.registerAsync({
          name: 'hotels',
          useFactory: () => ({
            baseURL: `${partnerUrl}/hotels`,
            apitoolkit: { redactResponseBody: ['$.guest'] },
          }),
        }),
      ],
    };
  }
}
