import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { PatientsController } from './patients.controller.js';

@Module({ controllers: [PatientsController] })
export class AppModule {
  static reportingTo(collectorUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        APIToolkitModule.forRoot({
          endpoint: collectorUrl,
          serviceName: 'patients-api',
          redactValues: ['email'],
          ignore: ['GET /admin/*'],
          queue: { flushIntervalMs: 100 },
        }),
      ],
    };
  }
}
