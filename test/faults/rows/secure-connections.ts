import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { HttpProxy } from '../../support/http-proxy.js';
import { identity, pem, pemFile } from '../../support/tls-files.js';
import type { RowContext } from '../context.js';
import { load } from '../load.js';
import { TlsFront } from '../receivers/tls-front.js';
import type { Row } from '../row.js';
import { all, claim, until } from '../until.js';

const good = identity('server');
const tls = { ca: pem('ca').toString() };
const KEY = 'k3y-which-no-proxy-may-see';

/** What a receiver shows that must not be trusted, and what the app is to be told (D20). */
const UNTRUSTED: Readonly<Record<string, readonly [TlsOptions | 'hangs', object, RegExp]>> = {
  expired: [identity('expired'), { ca: pem('expired').toString() }, /CERT_HAS_EXPIRED.*Renew/],
  'wrong host': [identity('wrong-host'), { ca: pem('wrong-host').toString() }, /ALTNAME_INVALID.*servername/],
  'unknown CA': [good, {}, /VERIFY_LEAF_SIGNATURE.*tls\.ca/],
  'TLS 1.0 only': [
    { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL@SECLEVEL=0' },
    tls,
    /Allow TLS 1\.2/,
  ],
  'a handshake that hangs': ['hangs', tls, /no TLS handshake in time/],
};

/** D20 to D22: TLS, proxies and names. */
export const secureConnections: readonly Row[] = [
  {
    id: 'D20',
    fault: `TLS: ${Object.keys(UNTRUSTED).join(', ')}`,
    required: 'never a downgrade, nothing sent unverified; held, and one warning with the remedy',
    quick: true,
    async run(context) {
      const trials = Object.entries(UNTRUSTED).map(async ([name, [shown, options, said]]) => {
        const server = await context.faultServer();
        const front = await started(context, shown, server.port);
        const endpoint = `https://127.0.0.1:${front.port}`;
        const queue = { shutdownTimeoutMs: 300 };
        const app = await context.app({ endpoint, apiKey: KEY, tls: options, queue });

        await load(app, { count: 20 });
        await until(`a warning of ${name}`, () => app.warnings.length > 0);
        claim(said.test(app.warnings[0]?.message ?? ''), `${name}: ${app.warnings[0]?.message}`);
        const { status } = await app.sample();
        claim(status?.queued === 20, `${name}: ${JSON.stringify(status)}`);
        claim(said.test(status.lastFailure?.reason ?? ''), `${name}: ${status.lastFailure?.reason}`);
        await context.twin(app);
        await context.lostAtClose(app, []);
        claim(server.exports.length === 0, `${name}: something was sent`);
      });
      const { length } = await all(trials);
      return `${length} refused, all held, remedy named, counted at the close`;
    },
  },
  {
    id: 'D20b',
    fault: 'an expired certificate, renewed while the app runs',
    required: 'what was held is delivered',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const expired = await started(context, identity('expired'), server.port);
      const { port } = expired;
      const app = await context.app({ endpoint: `https://127.0.0.1:${port}`, tls });

      await load(app, { count: 100 });
      await until('a warning', () => app.warnings.length > 0);
      await expired.close();
      await started(context, good, server.port, port);

      return context.settle(app, () => [server.accepted]);
    },
  },
  {
    id: 'D21',
    fault:
      'mutual TLS by an own authority, through a proxy that asks for credentials; the proxy dies and comes back',
    required: 'delivered; the proxy sees neither the key nor a record',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const mutual = { ...good, ca: pem('ca'), requestCert: true, rejectUnauthorized: true };
      const front = await started(context, mutual, server.port);
      const proxy = await proxied(context, front.port);
      const env = {
        HTTPS_PROXY: proxy.url(),
        OTEL_EXPORTER_OTLP_CERTIFICATE: pemFile('ca'),
        OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: pemFile('client'),
        OTEL_EXPORTER_OTLP_CLIENT_KEY: pemFile('client-key'),
      };
      // Not a name of this machine for the module, and asked of the proxy alone.
      const endpoint = `https://localhost.:${front.port}`;
      const app = await context.app({ endpoint, apiKey: KEY }, {}, { env });

      await load(app, { count: 100 });
      await context.drained(app);
      const { port } = proxy;
      await proxy.close();
      await load(app, { count: 100 });
      await until('a warning', () => app.warnings.length > 0);
      claim(/proxy/.test(app.warnings[0]?.message ?? ''), `it said ${app.warnings[0]?.message}`);
      const again = await proxied(context, front.port, port);

      const seen = await context.settle(app, () => [server.accepted]);
      const read = proxy.seenText() + again.seenText();
      claim(!read.includes(KEY) && !read.includes('/orders/'), 'the proxy could read it');
      claim(again.passed.length > 0, 'the proxy was not used');
      return seen;
    },
  },
  {
    id: 'D22',
    fault: 'a name that does not resolve, then does, then moves to another address',
    required: 'held; resolved again for each new connection',
    quick: true,
    async run(context) {
      const server = await context.faultServer();
      const names = join(context.folder(), 'names.mjs');
      const file = join(context.folder(), 'address');
      writeFileSync(names, LOOKUP);
      const before = await started(context, good, server.port);
      const { port } = before;
      const endpoint = `https://otel.moves.test:${port}`;
      const app = await context.app(
        { endpoint, tls: { ...tls, servername: 'localhost' } },
        {},
        { execArgv: ['--import', names], env: { ADDRESS_FILE: file } },
      );

      await load(app, { count: 50 });
      await until('a warning', () => app.warnings.length > 0);
      claim(/ENOTFOUND/.test(app.warnings[0]?.message ?? ''), `it said ${app.warnings[0]?.message}`);
      writeFileSync(file, '127.0.0.1');
      await context.drained(app);
      await before.close();
      await started(context, good, server.port, port, '127.0.0.2');
      writeFileSync(file, '127.0.0.2');
      await load(app, { count: 50 });

      return context.settle(app, () => [server.accepted]);
    },
  },
];

/** Resolves the name of D22 to what a file says, as a name server whose entry changes. */
const LOOKUP = `
import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  if (name !== 'otel.moves.test') return lookup(name, ...rest);
  const done = rest.at(-1);
  let address;
  try {
    address = readFileSync(process.env.ADDRESS_FILE, 'utf8');
  } catch {
    return setImmediate(done, Object.assign(new Error(name), { code: 'ENOTFOUND' }));
  }
  if (rest[0]?.all) setImmediate(done, null, [{ address, family: 4 }]);
  else setImmediate(done, null, address, 4);
};
syncBuiltinESMExports();
`;

async function started(
  context: RowContext,
  shown: TlsOptions | 'hangs',
  receiverPort: number,
  port = 0,
  host = '127.0.0.1',
): Promise<TlsFront> {
  const front = await TlsFront.start(shown, receiverPort, port, host);
  context.onEnd(() => front.close());
  return front;
}

async function proxied(context: RowContext, tunnelTo: number, port = 0): Promise<HttpProxy> {
  const proxy = await HttpProxy.start({ credentials: 'user:p4ssword', tunnelTo, port });
  context.onEnd(() => proxy.close());
  return proxy;
}
