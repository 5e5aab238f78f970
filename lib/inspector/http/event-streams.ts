import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerRefusal, beginStream, lastOfConnection } from './answers.js';

const MAX_STREAMS = 16;
/** What a client has not read yet. Whoever is so far behind is better off to come again. */
const MAX_UNREAD_BYTES = 1024 * 1024;
const TICK_MS = 1000;
/** Connections that nobody writes to are cut by what lies between, even on one machine. */
const TICKS_PER_COMMENT = 15;

/** The pages that listen (server-sent events, WHATWG HTML section 9.2): few, and none of them is waited for. */
export class EventStreams {
  readonly #open = new Set<ServerResponse>();
  readonly #onTick: () => void;
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param onTick called once a second as long as somebody listens */
  constructor(onTick: () => void) {
    this.#onTick = onTick;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /** Answers with a stream, unless there are too many; whether it does. */
  open(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#open.size >= MAX_STREAMS) {
      const error = `${MAX_STREAMS} pages listen already. Close one of them.`;
      answerRefusal(response, { status: 503, error });
      return false;
    }
    // With a connection of its own the server can close as soon as the stream is over.
    beginStream(response, 'text/event-stream; charset=utf-8', lastOfConnection(request));
    // A listener is no reason for the process to stay.
    if (request.httpVersionMajor === 1) request.socket.unref();
    response.write('retry: 1000\n\n');
    this.#open.add(response);
    response.on('close', () => this.#drop(response));
    response.on('error', () => this.#drop(response));
    this.#timer ??= this.#startTicking();
    return true;
  }

  send(event: string, data: unknown): void {
    if (!this.isEmpty) this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  sendTo(response: ServerResponse, event: string, data: unknown): void {
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    for (const response of this.#open) {
      response.end();
      this.#drop(response);
    }
  }

  #write(text: string): void {
    for (const response of this.#open) {
      if (response.writableLength <= MAX_UNREAD_BYTES) response.write(text);
      else response.destroy();
    }
  }

  #startTicking(): NodeJS.Timeout {
    return setInterval(() => {
      this.#ticks += 1;
      if (this.#ticks % TICKS_PER_COMMENT === 0) this.#write(':\n\n');
      this.#onTick();
    }, TICK_MS).unref();
  }

  #drop(response: ServerResponse): void {
    this.#open.delete(response);
    if (!this.isEmpty) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
