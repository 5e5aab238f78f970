import { Agent, type AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';

type Connect = (signal: AbortSignal) => Promise<Duplex>;

/** An agent whose connections take several steps. */
export class ProxyAgent extends Agent {
  /** Of the requests that it is for: node:http refuses others. */
  readonly protocol: string;
  readonly #connect: Connect;
  readonly #opening = new Set<AbortController>();

  constructor({ protocol }: URL, pool: AgentOptions, connect: Connect) {
    super(pool);
    this.protocol = protocol;
    this.#connect = connect;
  }

  override createConnection(
    _options: unknown,
    callback: (error: Error | null, socket?: Duplex) => void,
  ): undefined {
    const controller = new AbortController();
    this.#opening.add(controller);
    this.#connect(controller.signal)
      .finally(() => this.#opening.delete(controller))
      .then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error),
      );
  }

  /** Those too that are not open yet, which the agent does not know of. */
  override destroy(): void {
    for (const controller of this.#opening) controller.abort();
    super.destroy();
  }
}
