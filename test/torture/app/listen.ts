import type { INestApplication } from '@nestjs/common';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { TortureOptions } from './torture-options.js';

/** Starts an app as its options say, and resolves to the server that answers first. */
export async function listen(app: INestApplication, options: TortureOptions): Promise<Server> {
  if (options.plainFunction === true) return listenByOwnServer(app);
  if (options.twoAddresses === true) await listenOnBothAddresses(app);
  else await app.listen(0, '127.0.0.1');
  return app.getHttpServer();
}

/** Express as a function, on a server that Nest knows nothing of. */
async function listenByOwnServer(app: INestApplication): Promise<Server> {
  await app.init();
  const server = createServer(app.getHttpAdapter().getInstance()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/**
 * Listens as `app.listen(port)` does on a machine whose `localhost` has an IPv4 and an IPv6 address,
 * whatever this machine's hosts file says.
 */
export async function listenOnBothAddresses(app: INestApplication): Promise<void> {
  const original = dns.lookup;
  dns.lookup = Object.assign(lookupBoth(original), { __promisify__: original.__promisify__ });
  try {
    await app.listen(0);
  } finally {
    dns.lookup = original;
  }
}

function lookupBoth(original: typeof dns.lookup) {
  return (...args: unknown[]): void => {
    const [host, options, callback] = args;
    const wantsAll =
      typeof options === 'object' && options !== null && 'all' in options && options.all === true;
    if (host !== 'localhost' || !wantsAll || typeof callback !== 'function') {
      Reflect.apply(original, dns, args);
      return;
    }
    const both = [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    setImmediate(() => callback(null, both));
  };
}
