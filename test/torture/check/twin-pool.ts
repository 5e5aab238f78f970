import { InMemoryExporter } from '../../../lib/testing/in-memory.exporter.js';
import type { Adapter, TortureOptions } from '../app/torture-options.js';
import { createTortureApp, type TortureApp } from '../app/torture-app.js';

/** A running app, with the module when it has an exporter. */
export interface Twin {
  readonly app: TortureApp;
  readonly exporter?: InMemoryExporter;
}

/** Starts each app once, however many kinds of request need it. */
export class TwinPool {
  readonly #twins = new Map<string, Promise<Twin>>();

  constructor(private readonly withModule: boolean) {}

  async twin(adapter: Adapter, options: TortureOptions): Promise<Twin> {
    const key = JSON.stringify([adapter, options]);
    const running = this.#twins.get(key) ?? this.#start(adapter, options);
    this.#twins.set(key, running);
    return running;
  }

  async close(): Promise<void> {
    for (const twin of this.#twins.values()) await (await twin).app.close();
    this.#twins.clear();
  }

  async #start(adapter: Adapter, options: TortureOptions): Promise<Twin> {
    if (!this.withModule) return { app: await createTortureApp(adapter, options) };
    const exporter = new InMemoryExporter();
    return { app: await createTortureApp(adapter, options, exporter), exporter };
  }
}
