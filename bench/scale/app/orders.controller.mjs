import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { bodyOf } from '../bodies.mjs';
import { route } from './route.mjs';

/** `GET /orders/:id`, small, and `POST /orders`, which answers so many bytes. */
export function ordersController(answerBytes) {
  const answer = JSON.parse(bodyOf(answerBytes));
  class OrdersController {
    findOne(id) {
      return {
        id,
        status: 'open',
        customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
        cents: 25_872,
      };
    }

    create() {
      return answer;
    }
  }
  Controller('orders')(OrdersController);
  route(OrdersController, 'findOne', [Get(':id')], [Param('id')]);
  route(OrdersController, 'create', [Post(), HttpCode(200)], [Body()]);
  return OrdersController;
}
