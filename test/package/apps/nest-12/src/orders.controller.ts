import { Body, Controller, Param, Post } from '@nestjs/common';
import { RedactRequestBody } from 'apitoolkit-nestjs';

@Controller('orders')
export class OrdersController {
  @Post(':id')
  @RedactRequestBody('$.giftNote')
  create(@Param('id') id: string, @Body() order: { item: string }) {
    return { id, item: order.item };
  }
}
