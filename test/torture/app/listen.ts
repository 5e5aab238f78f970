import type { INestApplication } from '@nestjs/common';
import dns from 'node:dns';

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
