import { Body, Controller, Param, Post } from '@nestjs/common';
import { RedactRequestBody } from 'apitoolkit-nestjs';
import { OrderDto } from './order.dto';

@Controller('orders')
export class OrdersController {
  @Post(':id')
  @RedactRequestBody('$.giftNote', { path: '$..serial^', engine: 'jsonpath-plus' })
  create(@Param('id') id: string, @Body() order: OrderDto) {
    return { id, item: order.item };
  }
}
