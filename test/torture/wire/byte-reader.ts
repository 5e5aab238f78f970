/** How a connection ended, as its client sees it. */
export type Ending = 'closed' | 'reset';

const CRLF = Buffer.from('\r\n');

/** Bytes that arrive over time, taken by line and by length; what is missing at the end stays missing. */
export class ByteReader {
  #buffered = Buffer.alloc(0);
  #ending: Ending | undefined;
  #wake: (() => void) | undefined;

  get ending(): Ending | undefined {
    return this.#ending;
  }

  feed(bytes: Buffer): void {
    this.#buffered = Buffer.concat([this.#buffered, bytes]);
    this.#wake?.();
  }

  finish(ending: Ending): void {
    this.#ending ??= ending;
    this.#wake?.();
  }

  /** The next line without its CRLF; undefined when the connection ends before one is complete. */
  async line(): Promise<string | undefined> {
    const found = await this.#until(() => this.#buffered.includes(CRLF));
    return found ? this.#takeNow(this.#buffered.indexOf(CRLF), CRLF.length).toString('latin1') : undefined;
  }

  /** `length` bytes, or the fewer that came before the connection ended. */
  async bytes(length: number): Promise<Buffer> {
    await this.#until(() => this.#buffered.length >= length);
    return this.#takeNow(Math.min(length, this.#buffered.length));
  }

  /** Everything until the connection ends. */
  async rest(): Promise<Buffer> {
    await this.#until(() => false);
    return this.#takeNow(this.#buffered.length);
  }

  async end(): Promise<Ending> {
    await this.#until(() => false);
    return this.#ending ?? 'closed';
  }

  async #until(ready: () => boolean): Promise<boolean> {
    while (!ready()) {
      if (this.#ending !== undefined) return false;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return true;
  }

  #takeNow(length: number, skip = 0): Buffer {
    const taken = this.#buffered.subarray(0, length);
    this.#buffered = this.#buffered.subarray(length + skip);
    return taken;
  }
}
