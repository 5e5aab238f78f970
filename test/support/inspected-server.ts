import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InspectorServer } from '../../lib/inspector/http/inspector-server.js';
import { PageFiles } from '../../lib/inspector/http/page-files.js';
import { ReceiverInspection } from '../../lib/inspector/receiver/receiver-inspection.js';

/** A server that has an inspector at `/_apitoolkit`, and answers all else by itself. */
export class InspectedServer implements AsyncDisposable {
  readonly faults: unknown[] = [];
  readonly page: InspectorServer;
  readonly inspection: ReceiverInspection;
  readonly #server: Server;
  readonly #folder = mkdtempSync(join(tmpdir(), 'apitoolkit-page-'));

  private constructor(host: string) {
    writeFileSync(
      join(this.#folder, 'index.html'),
      '<meta name="apitoolkit-token" content="__APITOOLKIT_TOKEN__">',
    );
    writeFileSync(join(this.#folder, 'app.js'), '// page');
    this.page = new InspectorServer({
      path: '/_apitoolkit',
      inspection: () => this.inspection,
      failed: (error) => void this.faults.push(error),
      files: new PageFiles([this.#folder]),
    });
    this.inspection = new ReceiverInspection(10, this.page, () => this.origin);
    this.#server = createServer((request, response) => {
      if (this.page.isFor(request)) this.page.answer(request, response);
      else response.end('the app');
    });
    this.#server.listen(0, host);
  }

  static async start(host = '127.0.0.1'): Promise<InspectedServer> {
    const server = new InspectedServer(host);
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    // A server that listens on a port has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the page. */
  get url(): string {
    return `${this.origin}/_apitoolkit`;
  }

  /** The token that the page of this start has. */
  async token(): Promise<string> {
    const html = await (await fetch(`${this.url}/`)).text();
    return /content="([^"]+)"/.exec(html)?.[1] ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    rmSync(this.#folder, { recursive: true });
  }
}
