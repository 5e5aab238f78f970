import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { Finding } from '../finding.js';
import { bareHost, portOf, type ProxyServer } from '../../export/connection/proxy-server.js';
import { codeOf } from '../../export/connection/connection-failure.js';
import { failureOfCode } from './connection-failures.js';
import type { EndpointStep } from './endpoint-step.js';
import { wayToReceiver } from './way.js';

/** DNS and TCP, of the proxy where there is one: what lies behind it, it alone reaches. */
export const reachStep: EndpointStep = async ({ receiver, timeoutMs }, { ok, fail }): Promise<Finding> => {
  const { proxy } = wayToReceiver(receiver);
  const {
    name,
    address: place,
    host,
    port,
  } = proxy === undefined ? server(receiver.urls.traces) : proxyAs(proxy);
  const address = await resolveName(host, timeoutMs);
  if ('code' in address) return failed(name, address.code);
  const code = await connectTcp(host, port, timeoutMs);
  if (code !== undefined) return failed(place, code);
  const resolved = address.text === host ? '' : ` (${address.text})`;
  return ok(`${name}${resolved}, port ${port}: connected`);

  function failed(where: string, failure: string): Finding {
    const { message, remedy } = failureOfCode(failure);
    return fail(`${where}: ${message}`, proxy === undefined ? remedy : REMEDY);
  }
};

const REMEDY = 'Check the option proxy, or HTTPS_PROXY and NO_PROXY; proxy: false goes past it.';

interface Peer {
  readonly name: string;
  /** With its port. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
}

function server(url: URL): Peer {
  return { name: url.hostname, address: url.host, host: bareHost(url), port: portOf(url) };
}

function proxyAs({ name, hostname, port }: ProxyServer): Peer {
  return { name: `the proxy ${name}`, address: `the proxy ${name}`, host: hostname, port };
}

async function resolveName(name: string, timeoutMs: number): Promise<{ text: string } | { code: string }> {
  if (isIP(name) !== 0) return { text: name };
  const late = Symbol('late');
  let timer: NodeJS.Timeout | undefined;
  try {
    const addresses = await Promise.race([
      lookup(name, { all: true }),
      new Promise<typeof late>((resolve) => (timer = setTimeout(resolve, timeoutMs, late))),
    ]);
    return addresses === late
      ? { code: 'EAI_AGAIN' }
      : { text: addresses.map((each) => each.address).join(', ') };
  } catch (error) {
    return { code: codeOf(error) ?? 'CLOSED' };
  } finally {
    clearTimeout(timer);
  }
}

/** The code of what went wrong, if anything did. */
function connectTcp(host: string, port: number, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (code?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(finish, timeoutMs, 'ETIMEDOUT');
    socket.on('error', (error) => finish(codeOf(error) ?? 'CLOSED')).on('connect', () => finish());
  });
}
