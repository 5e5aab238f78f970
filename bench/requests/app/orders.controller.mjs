import { Body, Controller, Post } from '@nestjs/common';
import { orderAnswer } from './bodies.mjs';
import { route } from './route.mjs';

export class OrdersController {
  create(order) {
    return { ...orderAnswer, customer: order.customer };
  }
}
Controller('orders')(OrdersController);
route(OrdersController, 'create', Post(), Body());
