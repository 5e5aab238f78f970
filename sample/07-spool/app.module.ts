import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { JournalController } from './journal.controller.js';

@Module({ controllers: [JournalController] })
export class AppModule {
  static spoolingTo(directory: string, collectorUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        APIToolkitModule.forRoot({
          endpoint: collectorUrl,
          serviceName: 'journal-api',
          redactRequestBody: ['$.text'],
          queue: { flushIntervalMs: 100 },
          spool: { directory },
        }),
      ],
    };
  }
}
