import type { Client } from '../wire/client.js';
import type { Transcript } from '../wire/transcript.js';
import type { RequestOptions } from '../wire/wire-request.js';

type Send = (client: Client) => Promise<Transcript>;

/** One ordinary request on a connection of its own. */
export function send(method: string, target: string, options?: RequestOptions): Send {
  return (client) => client.exchange(client.request(method, target, options));
}

export function get(target: string, headers: Readonly<Record<string, string>> = {}): Send {
  return send('GET', target, { headers });
}

export function post(target: string, value: unknown, headers: Readonly<Record<string, string>> = {}): Send {
  return send('POST', target, { body: JSON.stringify(value), headers });
}
