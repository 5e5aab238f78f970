const WORDS =
  'order shipped with two items to a customer who asked for gift wrapping and a receipt by post before noon on friday'.split(
    ' ',
  );

export const SIZES = [
  { body: '1.5 KB', bytes: 1536 },
  { body: '16 KB', bytes: 16_384 },
  { body: '256 KB', bytes: 262_144 },
  { body: '2 MB', bytes: 2_097_152 },
];

/** What an API answers with: compact JSON of about `byteLength` bytes, a list of orders and their customer. */
export function realisticBody(byteLength, random, { secrets = true } = {}) {
  const items = [];
  let length = 200;
  while (length < byteLength) {
    const item = orderItem(items.length, random, secrets);
    length += JSON.stringify(item).length + 1;
    items.push(item);
  }
  return Buffer.from(
    JSON.stringify({
      id: hexadecimal(24, random),
      status: 'open',
      customer: { id: 81_723, name: 'Zoë Müller', email: 'zoe@example.org', locale: 'de-CH', active: true },
      ...(secrets && { session: { device: 'phone', token: hexadecimal(40, random) } }),
      items,
      page: { number: 1, size: items.length, next: null },
    }),
  );
}

function orderItem(index, random, secrets) {
  return {
    id: hexadecimal(24, random),
    sku: `SKU-${String(index).padStart(6, '0')}`,
    kind: index % 3 === 0 ? 'private' : 'public',
    name: sentence(3, random),
    description: sentence(18, random),
    price: Math.round(random() * 100_000) / 100,
    quantity: 1 + (index % 5),
    tags: [sentence(1, random), sentence(1, random)],
    image: `https://cdn.example.com/images/${hexadecimal(16, random)}.jpg?width=640`,
    seller: { id: 1000 + index, name: sentence(2, random), rating: 4.5, verified: index % 2 === 0 },
    ...(secrets && {
      card: {
        number: String(4_000_000_000_000_000 + Math.floor(random() * 1e12)),
        brand: 'visa',
        last4: '4242',
      },
      account: { user: sentence(1, random), password: hexadecimal(12, random) },
    }),
    note: sentence(6, random),
    createdAt: '2026-08-01T09:30:00.000Z',
    updatedAt: null,
  };
}

export function sentence(count, random) {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

export function hexadecimal(count, random) {
  return Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
}
