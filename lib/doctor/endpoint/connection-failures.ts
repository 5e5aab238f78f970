import { codeOf, ConnectionFailure } from '../../export/connection/connection-failure.js';
import { tlsTrouble } from '../../export/connection/tls-troubles.js';

/** What a connection failed with, in words, and what to do. */
export interface Failure {
  readonly message: string;
  readonly remedy: string;
}

/** Of an error; one without a code was a connection that closed. */
export function connectionFailure(error: unknown): Failure {
  if (error instanceof ConnectionFailure)
    return { message: error.message, remedy: `${error.remedy ?? PROXY_REMEDY}.` };
  return failureOfCode(codeOf(error) ?? 'CLOSED');
}

export function failureOfCode(code: string): Failure {
  const trouble = tlsTrouble(code);
  if (trouble !== undefined) return { message: trouble.message, remedy: `${trouble.remedy}.` };
  const [message, remedy] = FAILURES[code] ?? [
    `the connection failed (${code})`,
    'Look for the code on the server, a proxy or a firewall in between.',
  ];
  return { message, remedy };
}

/** What fails in several steps does so on the way through a proxy. */
const PROXY_REMEDY = 'Check the proxy: the option, or HTTPS_PROXY and NO_PROXY; proxy: false goes past it';

const FAILURES: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOTFOUND: [
    'the name is not known to DNS',
    'Check the host name of the endpoint, and the DNS of this machine.',
  ],
  EAI_AGAIN: ['DNS does not answer', 'Check the DNS of this machine or container, then try again.'],
  ECONNREFUSED: [
    'nothing listens there (ECONNREFUSED)',
    'Is the receiver running? Check host and port of the endpoint.',
  ],
  ECONNRESET: [
    'the connection was closed (ECONNRESET)',
    'Check the port; a server that wants TLS closes http:// so.',
  ],
  EHOSTUNREACH: ['no way to the host (EHOSTUNREACH)', 'Check network and firewall of this machine.'],
  ENETUNREACH: ['no way to the network (ENETUNREACH)', 'Check network and firewall of this machine.'],
  ETIMEDOUT: [
    'no connection (ETIMEDOUT)',
    'A firewall may swallow it: allow outgoing connections to host and port.',
  ],
  TIMEOUT: ['no answer in time', 'Check port and firewall; a slow server may need --timeout 30.'],
  CLOSED: [
    'the connection was closed without an answer',
    'Check the port: something else than the receiver may listen there.',
  ],
  HPE_INVALID_CONSTANT: ['no HTTP is spoken there', 'Check the port: 4317 is gRPC, 4318 is OTLP over HTTP.'],
};
