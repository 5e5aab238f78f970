import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A keep-alive connection that has one request under way at most. It reads of an answer what it must: the load shares
 * its core with the receivers, and must not be what is measured.
 */
export class Connection {
  #socket;
  #onEnd;
  #head = Buffer.alloc(0);
  /** Of the answer's body; undefined until its head was read. */
  #missingBytes;
  #isOk = false;

  /** Resolves when it is established. */
  static open(port, localAddress) {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket)));
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#end(false));
  }

  /** Resolves to whether the whole answer came, with status 200. */
  send(request) {
    if (this.#socket.destroyed) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#onEnd = resolve;
      this.#socket.write(request);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #read(chunk) {
    if (this.#missingBytes === undefined) {
      this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
      const headEnd = this.#head.indexOf(HEAD_END);
      if (headEnd < 0) return;
      this.#readHead(this.#head.latin1Slice(0, headEnd));
      this.#missingBytes -= this.#head.length - headEnd - HEAD_END.length;
      this.#head = Buffer.alloc(0);
    } else this.#missingBytes -= chunk.length;
    if (this.#missingBytes === 0) this.#end(this.#isOk);
  }

  #readHead(head) {
    this.#isOk = head.startsWith('HTTP/1.1 200 ');
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined) throw new Error(`an answer of unknown length: ${head}`);
    this.#missingBytes = Number(length);
  }

  #end(isOk) {
    this.#missingBytes = undefined;
    this.#onEnd?.(isOk);
    this.#onEnd = undefined;
  }
}
