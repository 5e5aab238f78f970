import { bodyOf } from '../bodies.mjs';

/** What a client sends for `{ method, path, bodyBytes }`. */
export function requestBytes({ method = 'GET', path, bodyBytes = 0 }) {
  const body = bodyBytes > 0 ? bodyOf(bodyBytes) : Buffer.alloc(0);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'user-agent: bench/1',
    'accept: application/json',
    'authorization: Bearer bench-token-0123456789',
    ...(body.length > 0 ? ['content-type: application/json', `content-length: ${body.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}
