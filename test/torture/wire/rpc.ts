import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { lastValueFrom, toArray } from 'rxjs';
import type { Client } from './client.js';
import type { Transcript } from './transcript.js';

const PATTERNS = ['echo', 'stream', 'rpc-exception', 'error', 'rejection', 'denied', 'nobody'];

/** One message of every pattern over TCP, and what came back. */
export async function rpcConversation(client: Client): Promise<Transcript> {
  const { rpcPort } = client.app;
  if (rpcPort === undefined) throw new Error('the app has no microservice');
  const proxy = ClientProxyFactory.create({
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port: rpcPort },
  });
  const remarks: string[] = [];
  for (const pattern of PATTERNS) {
    const answer = await lastValueFrom(proxy.send<unknown>(pattern, { item: 'tea' }).pipe(toArray())).then(
      (values) => JSON.stringify(values),
      (error: unknown) => `failed with ${JSON.stringify(error)}`,
    );
    remarks.push(`${pattern}: ${answer}`);
  }
  await lastValueFrom(proxy.emit('event', { item: 'tea' }), { defaultValue: undefined });
  await proxy.close();
  return { sent: [], responses: [], connection: 'left', remarks };
}
