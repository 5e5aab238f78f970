import { ConflictException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import { PaymentsClient } from '../payments/payments.client.js';
import type { CreateOrderDto } from './create-order.dto.js';
import type { Order } from './order.js';

const PRICE_CENTS = 1250;

/** The orders of this run, in memory. */
@Injectable()
export class OrdersService {
  readonly #orders = new Map<number, Order>();

  constructor(@Inject(PaymentsClient) private readonly payments: PaymentsClient) {}

  async place({ customer, items, card }: CreateOrderDto): Promise<Order> {
    const totalCents = items.reduce((sum, { quantity }) => sum + quantity * PRICE_CENTS, 0);
    const id = this.#orders.size + 1;
    const receipt = await this.payments.charge({ orderId: id, amountCents: totalCents, card });
    const order: Order = { id, status: 'paid', customer, items, totalCents, receipt };
    this.#orders.set(id, order);
    return order;
  }

  placedBy(email: string): Order[] {
    return [...this.#orders.values()].filter(({ customer }) => customer.email === email);
  }

  get(id: number): Order {
    const order = this.#orders.get(id);
    if (order === undefined) throw new NotFoundException(`There is no order ${id}`);
    return order;
  }

  cancel(id: number): Order {
    const order = this.get(id);
    if (order.status === 'cancelled') throw new ConflictException(`Order ${id} is cancelled already`);
    const cancelled: Order = { ...order, status: 'cancelled' };
    this.#orders.set(id, cancelled);
    return cancelled;
  }

  /** Fails, as a database might: the errors of drivers like to quote how they connect. */
  invoice(id: number): never {
    const cause = new Error('connect ECONNREFUSED postgres://billing:pg-pass-4711@db.internal:5432/billing');
    throw new Error(`Invoice of order ${id} could not be made`, { cause });
  }

  asCsv(): string {
    const rows = [...this.#orders.values()].map(
      ({ id, status, customer, totalCents }) => `${id},${status},${customer.email},${totalCents}\n`,
    );
    return ['id,status,email,total_cents\n', ...rows].join('');
  }
}
