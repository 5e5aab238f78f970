const ORDER = {
  customer: { name: 'Ada Lovelace', email: 'ada@lovelace.example', phone: '+442079460958' },
  items: [{ sku: 'analytical-engine', quantity: 2 }],
  card: { number: '4111111111111111', cvv: '9137' },
};
const PASSWORD = 'correct horse battery';

/** What these requests carry and must not leave the app. */
export const SECRETS = [
  PASSWORD,
  ORDER.customer.email,
  'ada%40lovelace.example',
  ORDER.customer.phone,
  ORDER.card.number,
  ORDER.card.cvv,
  'payments-key-0815',
  'pg-pass-4711',
  'not-a-session',
];

/** One of each kind; `GET /health` is ignored, so it makes no record. */
export async function sendRequests(url: string): Promise<void> {
  await fetch(`${url}/health`);
  await fetch(`${url}/orders/1`, { headers: { authorization: 'Bearer not-a-session' } });
  const session = await post(`${url}/sessions`, { email: ORDER.customer.email, password: PASSWORD });
  const { accessToken }: { accessToken: string } = JSON.parse(await session.text());
  const headers = { authorization: `Bearer ${accessToken}` };
  SECRETS.push(accessToken);

  await post(`${url}/orders`, ORDER, headers);
  await post(`${url}/orders`, { ...ORDER, items: [{ sku: 'analytical-engine', quantity: 0 }] }, headers);
  await fetch(`${url}/orders?email=ada%40lovelace.example&page=1`, { headers });
  await fetch(`${url}/orders/7`, { headers });
  await fetch(`${url}/orders/1`, { method: 'DELETE', headers });
  await fetch(`${url}/orders/1`, { method: 'DELETE', headers });
  await fetch(`${url}/orders/1/invoice`, { headers });
  await fetch(`${url}/orders/export`, { headers });
}

/** Of the requests above. */
export const EXPECTED = { incoming: 10, outgoing: 1 };

export function commands(url: string): string[] {
  const token = `$(curl -s ${url}/sessions -H 'content-type: application/json' -d '{"email":"you@example.com","password":"a long password"}' | sed 's/.*accessToken":"\\([^"]*\\).*/\\1/')`;
  return [
    `TOKEN=${token}`,
    `curl ${url}/orders -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '${JSON.stringify(ORDER)}'`,
    `curl '${url}/orders?email=you@example.com&token=abc' -H "authorization: Bearer $TOKEN"`,
    `curl ${url}/nowhere/at/all`,
  ];
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
