import type { Socket } from 'node:net';
import { ConnectionFailure } from './connection-failure.js';

/** More than any proxy has to say before a tunnel. */
const MAX_ANSWER_BYTES = 16 * 1024;
const END_OF_HEAD = '\r\n\r\n';

/**
 * Asks the proxy at the other end for a tunnel (RFC 9110, section 9.3.6). Written out, since a request of node:http
 * would stay attached to the connection with its headers, and an inspection would show them.
 *
 * @param authority such as `otel.test:443`
 * @throws ConnectionFailure when the proxy does not give one
 */
export async function askForTunnel(
  socket: Socket,
  authority: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = [`CONNECT ${authority} HTTP/1.1`, `host: ${authority}`, 'proxy-connection: keep-alive'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  socket.write(lines.join('\r\n') + END_OF_HEAD);
  const head = await readHead(socket);
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?: |\r)/.exec(head) ?? [];
  if (status === undefined) throw new ConnectionFailure('the proxy answered with something else than HTTP');
  if (!status.startsWith('2'))
    throw new ConnectionFailure(`the proxy answered ${status}`, remedyOf(Number(status)));
}

function remedyOf(status: number): string {
  if (status === 407) return 'Check the credentials in the URL of the proxy: http://user:password@host:port';
  if (status >= 500) return 'It cannot reach the receiver: check host and port of the endpoint';
  return 'It must allow CONNECT to host and port of the endpoint; NO_PROXY, or proxy: false, goes past it';
}

/** What comes after the head stays in the socket. */
function readHead(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const finish = (act: () => void): void => {
      socket.off('readable', read).off('end', onEnd).off('close', onEnd).off('error', onError);
      act();
    };
    const onError = (error: Error): void => finish(() => reject(error));
    const onEnd = (): void => onError(new ConnectionFailure('the proxy closed the connection'));
    const read = (): void => {
      for (let chunk: unknown = socket.read(); Buffer.isBuffer(chunk); chunk = socket.read()) {
        bytes = Buffer.concat([bytes, chunk]);
      }
      const end = bytes.indexOf(END_OF_HEAD);
      if (end < 0) {
        if (bytes.length > MAX_ANSWER_BYTES)
          onError(new ConnectionFailure('the answer of the proxy is larger than 16 KiB'));
        return;
      }
      const rest = bytes.subarray(end + END_OF_HEAD.length);
      finish(() => {
        if (rest.length > 0) socket.unshift(rest);
        resolve(bytes.toString('latin1', 0, end + 2));
      });
    };
    socket.on('readable', read).on('end', onEnd).on('close', onEnd).on('error', onError);
    read();
  });
}
