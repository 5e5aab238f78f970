import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Query,
  type RawBodyRequest,
  Req,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import type { IncomingMessage } from 'node:http';
import { Journal } from './journal.js';
import { type Incoming, rawRequest } from './replies.js';

class Order {
  @IsString()
  item = '';

  @IsInt()
  amount = 0;
}

/** Bodies in, bodies out. */
@Controller('bodies')
export class BodiesController {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @Post('echo')
  echo(@Body() body: unknown): unknown {
    this.journal.note(`handler got ${JSON.stringify(body)?.slice(0, 200)}`);
    return { got: body };
  }

  @Post('validated')
  @UsePipes(new ValidationPipe())
  validated(@Body() order: Order): Order {
    return order;
  }

  @Post('mutated')
  mutated(@Body() body: Record<string, unknown>): object {
    delete body['item'];
    body['added'] = 1;
    return { kept: Object.keys(body) };
  }

  @Post('raw')
  raw(@Req() request: RawBodyRequest<IncomingMessage>): object {
    return { raw: request.rawBody?.toString('latin1') };
  }

  @Post('unread')
  @HttpCode(200)
  unread(@Req() request: Incoming): object {
    return { paused: rawRequest(request).isPaused(), flowing: rawRequest(request).readableFlowing };
  }

  @Get('search')
  search(@Query() query: Record<string, unknown>): object {
    return { query };
  }

  @Post('large')
  large(@Body() body: { text: string }): object {
    return { text: 'y'.repeat(body.text.length) };
  }
}
