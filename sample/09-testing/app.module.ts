import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { CustomersService } from './customers.service.js';
import { LeakyOrderView } from './leaky-order.view.js';
import { OrderView } from './order.view.js';
import { OrdersController } from './orders.controller.js';

/** As in production, with an endpoint: the tests import it as it is. */
@Module({
  imports: [
    APIToolkitModule.forRoot({
      endpoint: 'https://collector.example:4318',
      apiKey: 'the-key-of-production',
      redactRequestBody: ['$.card.number'],
      redactResponseBody: ['$..birthplace'],
    }),
  ],
  controllers: [OrdersController],
  providers: [
    CustomersService,
    { provide: OrderView, useClass: 'WITH_LEAKY_FIELD' in process.env ? LeakyOrderView : OrderView },
  ],
})
export class AppModule {}
