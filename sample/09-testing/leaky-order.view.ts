import { Injectable } from '@nestjs/common';
import type { Customer } from './customers.service.js';
import { OrderView } from './order.view.js';

/** One field more, which nobody thought of redacting. */
@Injectable()
export class LeakyOrderView extends OrderView {
  override customer(customer: Customer): object {
    return { ...super.customer(customer), mothersMaidenName: customer.mothersMaidenName };
  }
}
