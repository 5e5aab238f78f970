import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** TLS in front of a receiver that speaks none; with `'hangs'`, a handshake that never ends. */
export class TlsFront {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(tls: TlsOptions | 'hangs', receiverPort: number) {
    const forward = (socket: Socket): void => {
      const onward = this.#keep(connect(receiverPort, '127.0.0.1'));
      this.#keep(socket).pipe(onward).pipe(socket);
    };
    this.#server = tls === 'hangs' ? createServer() : createTlsServer(tls, forward);
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
  }

  static async start(
    tls: TlsOptions | 'hangs',
    receiverPort: number,
    port = 0,
    host = '127.0.0.1',
  ): Promise<TlsFront> {
    const front = new TlsFront(tls, receiverPort);
    front.#server.on('tlsClientError', () => {}).listen(port, host);
    await once(front.#server, 'listening');
    return front;
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #keep<S extends Socket>(socket: S): S {
    this.#sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
