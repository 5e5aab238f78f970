import { Module, type DynamicModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { SessionsController } from './auth/sessions.controller.js';
import { SessionsService } from './auth/sessions.service.js';
import { HealthController } from './health.controller.js';
import { OrdersController } from './orders/orders.controller.js';
import { OrdersService } from './orders/orders.service.js';
import { PAYMENTS_URL, PaymentsClient } from './payments/payments.client.js';

/** Where the services are that the app talks to. */
export interface Surroundings {
  readonly collectorUrl: string;
  readonly paymentsUrl: string;
}

@Module({
  controllers: [SessionsController, OrdersController, HealthController],
  providers: [SessionsService, OrdersService, PaymentsClient],
})
export class AppModule {
  static in({ collectorUrl, paymentsUrl }: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        // This is all that an app needs. In yours, leave `endpoint` out and set APITOOLKIT_KEY.
        APIToolkitModule.forRoot({
          endpoint: collectorUrl,
          serviceName: 'orders-api',
          ignore: ['GET /health'],
          // The page at /_apitoolkit. Without an endpoint and a key it is there by itself, but in production.
          inspector: true,
          // Soon, so that one can watch; the default is a second.
          queue: { flushIntervalMs: 100 },
        }),
      ],
      providers: [{ provide: PAYMENTS_URL, useValue: paymentsUrl }],
    };
  }
}
