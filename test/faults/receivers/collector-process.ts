import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OTELCOL } from '../../support/collector.js';
import { until } from '../until.js';
import { freePort, isListening } from './ports.js';
import { idOf, Received } from './received.js';

/** A real Collector that can be killed, halted and started again on the ports that it had. */
export class CollectorProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'faults-otelcol-'));
  readonly #httpPort: number;
  readonly #grpcPort: number;
  #child: ChildProcess | undefined;
  #starts = 0;

  private constructor(httpPort: number, grpcPort: number) {
    this.#httpPort = httpPort;
    this.#grpcPort = grpcPort;
  }

  /** Chooses its ports; nobody listens there until `start()`. */
  static async create(): Promise<CollectorProcess> {
    return new CollectorProcess(await freePort(), await freePort());
  }

  static async start(): Promise<CollectorProcess> {
    const collector = await CollectorProcess.create();
    await collector.start();
    return collector;
  }

  /** The endpoint for OTLP over HTTP. */
  get url(): string {
    return `http://127.0.0.1:${this.#httpPort}`;
  }

  get grpcUrl(): string {
    return `http://127.0.0.1:${this.#grpcPort}`;
  }

  async start(): Promise<void> {
    if (OTELCOL === undefined) throw new Error('OTELCOL must name the binary of an OpenTelemetry Collector');
    const config = fileURLToPath(new URL('collector.yaml', import.meta.url));
    // A file for each start: one that was killed may have left a line in half.
    const output = join(this.#folder, `${(this.#starts += 1)}.txt`);
    const child = spawn(OTELCOL, ['--config', config], {
      env: {
        ...process.env,
        OTLP_HTTP_PORT: String(this.#httpPort),
        OTLP_GRPC_PORT: String(this.#grpcPort),
        OUTPUT_FILE: output,
      },
      stdio: 'ignore',
    });
    this.#child = child;
    await until('the Collector to listen', async () => {
      if (child.exitCode !== null) throw new Error(`the Collector ended with code ${child.exitCode}`);
      return (await isListening(this.#httpPort)) && (await isListening(this.#grpcPort));
    });
  }

  /** By SIGKILL unless told otherwise; `start()` starts it again. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Halts it: its kernel still takes connections and bytes. */
  halt(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** What it decoded until now, in all its lives. */
  get received(): Received {
    const received = new Received();
    for (const name of readdirSync(this.#folder)) {
      let spanId = '';
      for (const line of readFileSync(join(this.#folder, name), 'utf8').split('\n')) {
        spanId = /^ {4}ID {13}: ([0-9a-f]{16})$/.exec(line)?.[1] ?? spanId;
        const path = /-> url\.path: Str\((.*)\)$/.exec(line)?.[1];
        if (path !== undefined) received.add(idOf(path), spanId);
      }
    }
    return received;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
