import { Injectable } from '@nestjs/common';
import type { Customer } from './customers.service.js';

/** What an order's answer shows of its customer. */
@Injectable()
export class OrderView {
  customer({ name, birthplace }: Customer): object {
    return { name, birthplace };
  }
}
