import {
  Body,
  Controller,
  Delete,
  Get,
  Inject,
  Param,
  ParseIntPipe,
  Post,
  Query,
  StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { RedactBody, RedactQuery, RedactRequestBody, Tags } from 'apitoolkit-nestjs';
import { Readable } from 'node:stream';
import { TokenGuard } from '../auth/token.guard.js';
import { CreateOrderDto } from './create-order.dto.js';
import type { Order } from './order.js';
import { OrdersService } from './orders.service.js';

/** What is said here of bodies holds for every handler; the handlers add their own. */
@Controller('orders')
@UseGuards(TokenGuard)
@RedactBody('$..email', '$..phone')
@Tags('shop')
export class OrdersController {
  constructor(@Inject(OrdersService) private readonly orders: OrdersService) {}

  @Post()
  @RedactRequestBody('$.card.number')
  create(@Body() order: CreateOrderDto): Promise<Order> {
    return this.orders.place(order);
  }

  @Get()
  @RedactQuery('email')
  find(@Query('email') email: string): Order[] {
    return this.orders.placedBy(email);
  }

  /** A CSV file has no JSONPaths: since rules hold for this body and cannot be applied, it is not captured. */
  @Get('export')
  export(): StreamableFile {
    const file = Readable.from([this.orders.asCsv()]);
    return new StreamableFile(file, { type: 'text/csv', disposition: 'attachment; filename="orders.csv"' });
  }

  @Get(':id')
  findOne(@Param('id', ParseIntPipe) id: number): Order {
    return this.orders.get(id);
  }

  @Get(':id/invoice')
  invoice(@Param('id', ParseIntPipe) id: number): never {
    return this.orders.invoice(id);
  }

  @Delete(':id')
  cancel(@Param('id', ParseIntPipe) id: number): Order {
    return this.orders.cancel(id);
  }
}
