export interface Order {
  readonly id: number;
  readonly status: 'paid' | 'cancelled';
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string };
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly totalCents: number;
  readonly receipt: string;
}
