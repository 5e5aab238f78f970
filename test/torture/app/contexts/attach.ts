import type { INestApplication } from '@nestjs/common';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { WsAdapter } from '@nestjs/platform-ws';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Connects a TCP microservice with the app's global enhancers, and WebSockets; resolves to the TCP port. */
export async function attachContexts(app: INestApplication): Promise<number> {
  const port = await freePort();
  app.useWebSocketAdapter(new WsAdapter(app));
  app.connectMicroservice<MicroserviceOptions>(
    { transport: Transport.TCP, options: { host: '127.0.0.1', port } },
    { inheritAppConfig: true },
  );
  await app.startAllMicroservices();
  return port;
}

/** Nest does not tell which port a microservice got. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on TCP
  server.close();
  await once(server, 'close');
  return port;
}
