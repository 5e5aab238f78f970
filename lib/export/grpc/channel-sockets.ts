import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

const owner = new AsyncLocalStorage<ChannelSockets>();

/**
 * The sockets that are opened by what `run` runs, however much later. grpc-js hands none out: one that waits for a
 * connection, or for the end of a handshake, would outlive its channel by minutes, and keep the process alive.
 * They are seen on Node's channel `net.client.socket`; where a version of grpc-js opens its sockets past that
 * channel (1.12 over TLS), they are left to themselves.
 */
export class ChannelSockets {
  readonly #open = new Set<Socket>();
  readonly #onSocket = (message: unknown): void => {
    if (owner.getStore() === this && hasSocket(message)) this.#add(message.socket);
  };

  constructor() {
    subscribe(NEW_SOCKETS, this.#onSocket);
  }

  run<T>(work: () => T): T {
    return owner.run(this, work);
  }

  /** grpc-js makes a connection keep the process alive as long as calls are under way on it. */
  unref(): void {
    for (const socket of this.#open) socket.unref();
  }

  /** Closes them all; those that come after this are not looked at. */
  destroy(): void {
    unsubscribe(NEW_SOCKETS, this.#onSocket);
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
  }

  #add(socket: Socket): void {
    this.#open.add(socket.unref());
    socket.once('close', () => this.#open.delete(socket));
  }
}

/** https://nodejs.org/api/diagnostics_channel.html#net */
const NEW_SOCKETS = 'net.client.socket';

function hasSocket(message: unknown): message is { socket: Socket } {
  return (
    typeof message === 'object' && message !== null && 'socket' in message && message.socket instanceof Socket
  );
}
