import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The second service: it answers what the call asks it to, by a header. */
export class Upstream {
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const answer = request.headers[ANSWER_HEADER];
      request.resume().on('end', () => {
        const { status, headers, body } = readAnswer(answer);
        response.writeHead(status, headers).end(body);
      });
    });
  }

  static async start(): Promise<Upstream> {
    const upstream = new Upstream();
    await new Promise<void>((resolve) => void upstream.#server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get url(): string {
    // A server that listens on TCP has an address of this kind.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export interface UpstreamAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The header that makes the upstream answer so. */
export function askFor(answer: UpstreamAnswer): Record<string, string> {
  answers.set(String(answers.size), answer);
  return { [ANSWER_HEADER]: String(answers.size - 1) };
}

const ANSWER_HEADER = 'x-answer';
const answers = new Map<string, UpstreamAnswer>();

function readAnswer(header: string | string[] | undefined) {
  const { status = 200, headers = {}, body = '{}' } = answers.get(String(header)) ?? {};
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}
