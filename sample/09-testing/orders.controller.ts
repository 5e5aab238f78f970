import { Body, Controller, Inject, Post } from '@nestjs/common';
import { CustomersService } from './customers.service.js';
import { OrderView } from './order.view.js';

interface Order {
  readonly item: string;
  readonly customerId: number;
}

@Controller('orders')
export class OrdersController {
  constructor(
    @Inject(CustomersService) private readonly customers: CustomersService,
    @Inject(OrderView) private readonly view: OrderView,
  ) {}

  @Post()
  create(@Body() { item, customerId }: Order): object {
    return { id: 7, item, customer: this.view.customer(this.customers.find(customerId)) };
  }
}
