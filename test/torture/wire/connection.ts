import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { beforeDeadline } from '../deadline.js';
import { ByteReader, type Ending } from './byte-reader.js';
import { readResponse, type WireResponse } from './wire-response.js';

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** A client connection on the bare socket: nothing is added, hidden or retried. */
export class Connection {
  readonly #socket: Socket;
  readonly #reader = new ByteReader();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#reader.feed(bytes));
    socket.on('error', () => this.#reader.finish('reset'));
    socket.on('close', () => this.#reader.finish('closed'));
    socket.on('end', () => this.#reader.finish('closed'));
  }

  static async open({ host, port, secure }: Address): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const opened = (): void => resolve(new Connection(socket));
      // The certificate of the torture app is its own authority.
      const socket = secure
        ? connectTls({ host, port, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, opened)
        : connectTcp({ host, port }, opened);
      socket.setNoDelay(true);
      socket.once('error', reject);
    });
  }

  write(bytes: Buffer): void {
    // A server may answer and close while a body is still being sent; that is its right, not an error.
    if (this.#reader.ending === undefined) this.#socket.write(bytes, () => undefined);
  }

  /** The next response; undefined when the connection ended instead. */
  async response(method: string): Promise<WireResponse | undefined> {
    return beforeDeadline(readResponse(this.#reader, method), 'an answer');
  }

  /** The next `length` bytes, for a client that leaves in the middle. */
  async bytes(length: number): Promise<Buffer> {
    return beforeDeadline(this.#reader.bytes(length), `${length} bytes`);
  }

  async end(): Promise<Ending> {
    return beforeDeadline(this.#reader.end(), 'the end of the connection');
  }

  /** Goes away as a client that was killed does. */
  leave(): void {
    this.#socket.destroy();
  }

  /** Says that nothing more will come, and still listens. */
  finish(): void {
    this.#socket.end();
  }

  /** Stops reading, so that the server's writes meet back-pressure. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}
