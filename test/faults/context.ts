import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppSettings, Sample } from './app/app-settings.js';
import { type AppLaunch, AppProcess } from './app/app-process.js';
import { checkLedger, type LedgerExpectation } from './ledger-check.js';
import type { Behaviour } from './receivers/behaviour.js';
import { CollectorProcess } from './receivers/collector-process.js';
import { type Export, FaultServer } from './receivers/fault-server.js';
import { idOf, Received } from './receivers/received.js';
import { checkTwins } from './twin-check.js';
import { claim, until } from './until.js';

type Adapter = AppSettings['adapter'];

/** The apps without the module, one for each adapter, which all rows compare with. */
export class BareApps {
  readonly #apps = new Map<Adapter, Promise<AppProcess>>();

  of(adapter: Adapter): Promise<AppProcess> {
    const app = this.#apps.get(adapter) ?? AppProcess.start({ adapter });
    this.#apps.set(adapter, app);
    return app;
  }

  async dispose(): Promise<void> {
    for (const app of this.#apps.values()) await (await app).dispose();
  }
}

export interface Settling extends LedgerExpectation {
  /** How long until nothing waits any more. @default 60 000 */
  readonly timeoutMs?: number;
  /** The twin, where it is not the common one. */
  readonly bare?: AppProcess;
}

/** What a row has at hand. All that it starts here ends with it. */
export class RowContext {
  readonly #ends: (() => Promise<void> | void)[] = [];

  constructor(
    /** Rows alternate between the adapters. */
    readonly adapter: Adapter,
    readonly isFull: boolean,
    readonly bareApps: BareApps,
  ) {}

  /** An app with the module, with these options; flushes each 200 ms unless told otherwise. */
  async app(
    options: AppSettings['options'] = {},
    settings: Partial<AppSettings> = {},
    launch: AppLaunch = {},
  ): Promise<AppProcess> {
    const queue = { flushIntervalMs: 200, ...options.queue };
    const app = await AppProcess.start(
      { adapter: this.adapter, options: { ...options, queue }, ...settings },
      launch,
    );
    this.onEnd(() => app.dispose());
    return app;
  }

  async bareApp(settings: Partial<AppSettings> = {}, launch: AppLaunch = {}): Promise<AppProcess> {
    const app = await AppProcess.start({ adapter: this.adapter, ...settings }, launch);
    this.onEnd(() => app.dispose());
    return app;
  }

  async faultServer(otherwise?: Behaviour, script?: readonly Behaviour[]): Promise<FaultServer> {
    const server = await FaultServer.start(otherwise, script);
    this.onEnd(() => server.close());
    return server;
  }

  async collector(): Promise<CollectorProcess> {
    const collector = await CollectorProcess.start();
    this.onEnd(() => collector.dispose());
    return collector;
  }

  /** A temporary folder, empty. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'faults-'));
    this.onEnd(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  onEnd(end: () => Promise<void> | void): void {
    this.#ends.unshift(end);
  }

  /** The app answers as its bare twin does, now. */
  async twin(app: AppProcess, bare?: AppProcess): Promise<void> {
    await checkTwins(app, bare ?? (await this.bareApps.of(app.settings.adapter)));
  }

  /**
   * The end of a row whose app still runs: the twin check, then, when nothing waits any more, the ledger check; then
   * the app is closed, and must end by itself without a word.
   */
  async settle(
    app: AppProcess,
    received: () => readonly Received[],
    expected: Settling = {},
  ): Promise<string> {
    await this.twin(app, expected.bare);
    const sample = await this.drained(app, expected.timeoutMs);
    const { status } = sample;
    claim(status !== undefined, 'the app has no module');
    const seen = checkLedger(app, status, received(), expected);
    const { code, signal } = await app.close();
    claim(code === 0, `the app ended with ${code ?? signal}: ${app.stderr}`);
    claim(app.stderr === '', `the app printed ${app.stderr}`);
    return seen;
  }

  /** Closes an app whose destination does not take what it holds: that is counted as `shutdown`, by number. */
  async lostAtClose(
    app: AppProcess,
    received: readonly Received[],
    expected: LedgerExpectation = {},
  ): Promise<string> {
    const { code, signal } = await app.close();
    claim(code === 0, `the app ended with ${code ?? signal}: ${app.stderr}`);
    const status = app.exitSample?.status;
    claim(status !== undefined, 'the app said nothing at its exit');
    return checkLedger(app, status, received, {
      ...expected,
      dropped: { shutdown: 'some', ...expected.dropped },
    });
  }

  /** What came in these requests, however they were answered. */
  receivedIn(exports: readonly Export[]): Received {
    const received = new Received();
    for (const { spans } of exports) {
      for (const { attributes, spanId } of spans) received.add(idOf(attributes['url.path']), spanId);
    }
    return received;
  }

  /** Waits until nothing is queued or spooled. */
  async drained(app: AppProcess, timeoutMs = 60_000): Promise<Sample> {
    let sample = await app.sample();
    await until(
      () => `all to be delivered: ${JSON.stringify(sample.status)}`,
      async () => {
        sample = await app.sample();
        return sample.status?.queued === 0 && sample.status.spooled === 0;
      },
      timeoutMs,
    );
    return sample;
  }

  async dispose(): Promise<void> {
    for (const end of this.#ends.splice(0)) await end();
  }
}
