import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { Finding } from '../finding.js';
import { codeOf } from './ask.js';
import { connectionFailure } from './connection-failures.js';
import type { EndpointStep } from './endpoint-step.js';

/** DNS and TCP. */
export const reachStep: EndpointStep = async ({ receiver, timeoutMs }, { ok, fail }): Promise<Finding> => {
  const { hostname, host } = receiver.urls.traces;
  const address = await resolveName(bare(hostname), timeoutMs);
  if ('code' in address) return failed(`${hostname}: `, address.code);
  const code = await connectTcp(bare(hostname), portOf(receiver.urls.traces), timeoutMs);
  if (code !== undefined) return failed(`${host}: `, code);
  const resolved = address.text === bare(hostname) ? '' : ` (${address.text})`;
  return ok(`${hostname}${resolved}, port ${portOf(receiver.urls.traces)}: connected`);

  function failed(where: string, failure: string): Finding {
    const { message, remedy } = connectionFailure(failure);
    return fail(where + message, remedy);
  }
};

export function portOf(url: URL): number {
  return Number(url.port === '' ? DEFAULT_PORTS[url.protocol] : url.port);
}

/** Without the brackets that an IPv6 address has in a URL. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

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
    return { code: codeOf(error) };
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
    socket.on('error', (error) => finish(codeOf(error))).on('connect', () => finish());
  });
}
