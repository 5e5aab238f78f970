import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';

const CONFIG = fileURLToPath(new URL('../../05-collector/config.yaml', import.meta.url));
const START_DEADLINE_MS = 20_000;
const POLL_INTERVAL_MS = 50;

/** An OpenTelemetry Collector, run by this process with config.yaml. */
export class Collector {
  /** What the debug exporter wrote. */
  #output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    const keep = (chunk: Buffer): void => {
      this.#output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** @param binary the Collector's executable file */
  static async start(binary: string): Promise<Collector> {
    const port = await freePort();
    const child = spawn(binary, ['--config', CONFIG], {
      env: { ...process.env, OTLP_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collector = new Collector(child, `http://127.0.0.1:${port}`);
    const deadlineMs = performance.now() + START_DEADLINE_MS;
    while (!(await isListening(port))) {
      if (child.exitCode !== null || performance.now() > deadlineMs) {
        child.kill();
        throw new Error(`The Collector did not start. It said:\n${collector.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
    return collector;
  }

  /** Everything that it printed, after its end: with each body, which travels as base64, as text too. */
  async stop(): Promise<string> {
    const closed = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGTERM');
    await closed;
    const bodies = [...this.#output.matchAll(/http\.(?:request|response)\.body: Str\(([^)]*)\)/g)];
    const texts = bodies.map(([, encoded = '']) => Buffer.from(encoded, 'base64').toString());
    return [this.#output, ...texts].join('\n');
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
