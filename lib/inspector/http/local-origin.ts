import type { Server } from 'node:http';
import { Server as SecureServer } from 'node:tls';
import { isLoopbackAddress } from './local-request.js';

/** Under which a browser on this machine reaches a server; undefined where none of its names does. */
export function localOrigin(server: Server): string | undefined {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return undefined;
  const isForAll = address.address === '::' || address.address === '0.0.0.0';
  if (!isForAll && !isLoopbackAddress(address.address)) return undefined;
  const scheme = server instanceof SecureServer ? 'https' : 'http';
  return `${scheme}://localhost:${address.port}`;
}
