/** 1 KB that a shop's client sends, with what must not be stored. */
export const order = {
  customer: { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+44 20 7946 0958' },
  card: { number: '4111111111111111', cvv: '737', expires: '12/31', holder: 'A LOVELACE' },
  password: 'correct horse battery staple',
  items: Array.from({ length: 8 }, (_, index) => ({
    sku: `SKU-${1000 + index}`,
    title: `Analytical engine, part ${index}`,
    quantity: index + 1,
    cents: 1999 + index,
  })),
  note: 'Please ring twice: the bell of the house is a little quiet, and the dog is not.',
};

/** 2 KB that the shop answers. */
export const orderAnswer = {
  id: 'order-77123',
  status: 'paid',
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg',
  payment: { card: { number: '4111111111111111', brand: 'visa' }, receipt: 'R-2026-000417', cents: 25872 },
  items: Array.from({ length: 14 }, (_, index) => ({
    sku: `SKU-${1000 + index}`,
    title: `Analytical engine, part ${index}`,
    quantity: index + 1,
    cents: 1999 + index,
    stock: { warehouse: 'EGLL-4', left: 40 + index },
  })),
};

/** 256 KB of rows. */
export const report = Array.from({ length: 1706 }, (_, index) => ({
  id: index,
  at: `2026-01-01T00:${String(index % 60).padStart(2, '0')}:00.000Z`,
  customer: `customer-${index % 97}`,
  country: 'GB',
  cents: 1000 + index * 7,
  status: index % 9 === 0 ? 'refunded' : 'paid',
  channel: 'web',
  reference: `REF-${100000 + index * 13}`,
}));
