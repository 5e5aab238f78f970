import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseDebugOutput, type DebugOutput } from './collector-output.js';

/** The Collector binary, from the environment; tests that need it are skipped without it. */
export const OTELCOL = process.env['OTELCOL'];

const POLL_INTERVAL_MS = 25;

/** A real OpenTelemetry Collector in a process of its own. */
export class Collector {
  readonly url: string;
  /** Of its receiver for gRPC. */
  readonly grpcUrl: string;
  readonly #process: ChildProcess;
  readonly #directory: string;

  private constructor(process: ChildProcess, directory: string, port: number, grpcPort: number) {
    this.#process = process;
    this.#directory = directory;
    this.url = `http://127.0.0.1:${port}`;
    this.grpcUrl = `http://127.0.0.1:${grpcPort}`;
  }

  static async start(): Promise<Collector> {
    if (OTELCOL === undefined) throw new Error('OTELCOL must name the binary of an OpenTelemetry Collector');
    const directory = await mkdtemp(join(tmpdir(), 'otelcol-'));
    const port = await freePort();
    const grpcPort = await freePort();
    const config = fileURLToPath(new URL('./collector.yaml', import.meta.url));
    const child = spawn(OTELCOL, ['--config', config], {
      env: {
        ...process.env,
        OTLP_HTTP_PORT: String(port),
        OTLP_GRPC_PORT: String(grpcPort),
        OUTPUT_FILE: join(directory, 'output.txt'),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const collector = new Collector(child, directory, port, grpcPort);
    await until(`the Collector to listen on ports ${port} and ${grpcPort}`, async () => {
      if (child.exitCode !== null) throw new Error(`the Collector ended with code ${child.exitCode}`);
      return (await isListening(port)) && isListening(grpcPort);
    });
    return collector;
  }

  /** What it has decoded so far, once the condition holds. */
  async decoded(condition: (output: DebugOutput) => boolean): Promise<DebugOutput> {
    let output: DebugOutput = { spans: [], logRecords: [] };
    await until('the Collector to decode what it was sent', async () => {
      output = parseDebugOutput(await this.#output());
      return condition(output);
    });
    return output;
  }

  async stop(): Promise<void> {
    const ended = this.#process.exitCode === null ? once(this.#process, 'exit') : undefined;
    this.#process.kill();
    await ended;
    await rm(this.#directory, { recursive: true, force: true });
  }

  #output(): Promise<string> {
    return readFile(join(this.#directory, 'output.txt'), 'utf8');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function until(what: string, condition: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error(`waited in vain for ${what}`);
    await delay(POLL_INTERVAL_MS);
  }
}
