import { once } from 'node:events';
import { createServer } from 'node:http';

const STOCK = JSON.stringify({ stock: 3, warehouse: 'EGLL-4', token: 'upstream-token-8842' });

/** The service that the app calls. Resolves to its port. */
export async function startUpstream() {
  const server = createServer({ keepAliveTimeout: 0 }, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(STOCK);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}
