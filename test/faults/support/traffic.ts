/** One request of the traffic; each is sent to both apps. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Must never leave the process, whatever fails. */
export const SECRETS = [
  'hunter2-header',
  'hunter2-body',
  'hunter2-plan',
  'hunter2-pin',
  'hunter2-query',
] as const;
const [BEARER, PASSWORD, PLAN, PIN, TOKEN] = SECRETS;

const kinds: readonly Sent[] = [
  { method: 'GET', path: `/todos/7?token=${TOKEN}` },
  {
    method: 'POST',
    path: '/orders',
    body: JSON.stringify({ plan: PLAN, password: PASSWORD, note: 'x'.repeat(500) }),
  },
  { method: 'POST', path: '/orders', body: '{"plan": broken' },
  { method: 'GET', path: '/failing' },
  { method: 'GET', path: '/teapot' },
  { method: 'GET', path: '/denied' },
  { method: 'GET', path: '/stream' },
  { method: 'GET', path: '/annotated' },
  { method: 'GET', path: '/named' },
  { method: 'GET', path: '/calling' },
];

export function requestsOf(count: number): readonly Sent[] {
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]).filter(
    (each) => each !== undefined,
  );
}

/** Sends all of them, some at the same time, and returns the answers in order. */
export async function sendAll(url: string, requests: readonly Sent[]): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < requests.length; at = next++) {
      const request = requests[at];
      if (request !== undefined) answers[at] = await send(url, request);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return answers;
}

async function send(url: string, { method, path, body }: Sent): Promise<Answered> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${BEARER}`,
      'x-pin': PIN,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const { date: _date, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}
