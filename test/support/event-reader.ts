import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';

interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events, as EventSource in a browser does. */
export class EventReader implements Disposable {
  readonly events: StreamEvent[] = [];
  /** Whether the other side ended the stream. */
  readonly ended: Promise<unknown>;
  #text = '';
  #taken = 0;
  #changed: () => void = () => {};

  private constructor(
    private readonly outgoing: ClientRequest,
    response: IncomingMessage,
  ) {
    response.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    response.on('error', () => {});
    this.ended = once(response, 'end');
    this.ended.catch(() => {});
  }

  /** Resolves with the stream open. */
  static async open(url: string): Promise<EventReader> {
    const outgoing = request(url, { agent: false, headers: { accept: 'text/event-stream' } });
    outgoing.end();
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    if (response?.statusCode !== 200) throw new Error(`no event stream: ${response?.statusCode}`);
    outgoing.on('error', () => {});
    return new EventReader(outgoing, response);
  }

  /** The next event of this kind, after the last one that was taken. */
  async next(event: string, timeoutMs = 5000): Promise<unknown> {
    const deadline = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const index = this.events.findIndex((each, at) => at >= this.#taken && each.event === event);
      if (index !== -1) {
        this.#taken = index + 1;
        return this.events[index]?.data;
      }
      await new Promise<void>((resolve, reject) => {
        this.#changed = resolve;
        const fail = (): void => reject(new Error(`no event '${event}'; there were: ${this.#names()}`));
        if (deadline.aborted) fail();
        deadline.addEventListener('abort', fail, { once: true });
      });
    }
  }

  [Symbol.dispose](): void {
    this.outgoing.destroy();
  }

  #names(): string {
    return this.events.map(({ event }) => event).join(', ') || 'none';
  }

  #read(text: string): void {
    const blocks = (this.#text + text).split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== undefined && data !== undefined) this.events.push({ event, data: JSON.parse(data) });
    }
    this.#changed();
  }
}
