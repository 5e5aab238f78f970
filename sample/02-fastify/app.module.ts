import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { ProfilesController } from './profiles.controller.js';

@Module({ controllers: [ProfilesController] })
export class AppModule {
  static reportingTo(collectorUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        APIToolkitModule.forRoot({
          endpoint: collectorUrl,
          serviceName: 'profiles-api',
          queue: { flushIntervalMs: 100 },
        }),
      ],
    };
  }
}
