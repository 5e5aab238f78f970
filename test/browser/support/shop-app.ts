import 'reflect-metadata';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Inject,
  Module,
  NotFoundException,
  Param,
  Post,
  type DynamicModule,
} from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import {
  APIToolkitModule,
  APIToolkitService,
  ObservedHttpService,
  RedactBody,
  RedactQuery,
  RedactRequestBody,
  Tags,
  type APIToolkitModuleOptions,
} from '../../../lib/index.js';

export const REMOTE_URL = Symbol('REMOTE_URL');

/** An app with one of each: an answer, a call, an error, a body that is withheld. */
@Controller('orders')
@Tags('shop')
@RedactBody('$..email')
class OrdersController {
  constructor(
    @Inject(ObservedHttpService) private readonly http: ObservedHttpService,
    @Inject(REMOTE_URL) private readonly remoteUrl: string,
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
  ) {}

  @Post()
  @RedactRequestBody('$.card.number', '$.neverThere')
  async create(@Body() order: Readonly<Record<string, unknown>>): Promise<object> {
    this.apitoolkit.setUser({ id: 'user-7' });
    await firstValueFrom(this.http.post(`${this.remoteUrl}/created`, { amount: 2500 }));
    return { id: 1, status: 'paid', ...order };
  }

  @Get()
  @RedactQuery('email')
  find(): object[] {
    return [];
  }

  @Get('export')
  @Header('content-type', 'text/csv')
  export(): string {
    return 'id,email\n1,ada@example.com\n';
  }

  @Get(':id')
  findOne(@Param('id') id: string): never {
    throw new NotFoundException(`There is no order ${id}`);
  }

  @Get(':id/invoice')
  invoice(): never {
    throw new Error('The invoice could not be made', { cause: new TypeError('the printer is on fire') });
  }

  @Delete(':id')
  cancel(): void {}
}

export function shopApp(remoteUrl: string, options: APIToolkitModuleOptions = {}): DynamicModule {
  class ShopModule {}
  Module({})(ShopModule);
  return {
    module: ShopModule,
    imports: [APIToolkitModule.forRoot({ serviceName: 'shop-api', inspector: true, ...options })],
    controllers: [OrdersController],
    providers: [{ provide: REMOTE_URL, useValue: remoteUrl }],
  };
}

/** With secrets that a rule, a name and a detector know, and a name that reads like one. */
export const ORDER = {
  customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
  items: [{ sku: 'engine', quantity: 2 }],
  card: { number: '4111111111111111', cvv: '913' },
  giftAuthCode: 'g-1',
};
