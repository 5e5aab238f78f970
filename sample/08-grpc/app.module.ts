import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { TicketsController } from './tickets.controller.js';

@Module({ controllers: [TicketsController] })
export class AppModule {
  static reportingTo(collectorUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        APIToolkitModule.forRoot({
          protocol: 'grpc',
          endpoint: collectorUrl,
          compression: 'gzip',
          serviceName: 'tickets-api',
          redactResponseBody: ['$.barcode'],
          queue: { flushIntervalMs: 100 },
        }),
      ],
    };
  }
}
