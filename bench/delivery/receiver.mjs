import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const { OTELCOL } = process.env;

/** What takes the records: a real Collector where `OTELCOL` names its binary, or a process of ours that decodes them. */
export const RECEIVER_NAME = OTELCOL === undefined ? 'a loopback sink' : 'an OpenTelemetry Collector';

/**
 * An OTLP receiver in a process of its own, which can be killed and started again on the same ports. It counts
 * (`accepted`), or it writes down every span id (`keepIds`, `ids`), which outlasts a kill.
 */
export class Receiver {
  #process;
  #ports;
  #directory;
  #keepIds;

  static async start({ keepIds = false } = {}) {
    const receiver = new Receiver();
    receiver.#keepIds = keepIds;
    receiver.#directory = await mkdtemp(join(tmpdir(), 'delivery-bench-'));
    receiver.#ports = { http: await freePort(), grpc: await freePort(), metrics: await freePort() };
    await writeFile(receiver.#spansFile, '');
    await receiver.startAgain();
    return receiver;
  }

  get urls() {
    const { http, grpc } = this.#ports;
    return { http: `http://127.0.0.1:${http}`, grpc: `http://127.0.0.1:${grpc}` };
  }

  get #spansFile() {
    return join(this.#directory, 'spans.txt');
  }

  async startAgain() {
    const { http, grpc, metrics } = this.#ports;
    const file = (name) => fileURLToPath(new URL(name, import.meta.url));
    const config = file(this.#keepIds ? 'collector-ids.yaml' : 'collector-count.yaml');
    const [command, ...args] =
      OTELCOL === undefined ? [process.execPath, file('sink.mjs')] : [OTELCOL, '--config', config];
    const env = {
      ...process.env,
      OTLP_HTTP_PORT: String(http),
      OTLP_GRPC_PORT: String(grpc),
      METRICS_PORT: String(metrics),
      SPANS_FILE: this.#keepIds || OTELCOL !== undefined ? this.#spansFile : '',
    };
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#process = child;
    while (!(await isListening(http)) || !(await isListening(grpc))) {
      if (child.exitCode !== null) throw new Error(`the receiver ended with code ${child.exitCode}`);
      await delay(20);
    }
  }

  /** Without a chance to answer what is under way. */
  async kill() {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** How many spans and log records were taken, and how many refused, since it was started. */
  async counts() {
    const response = await fetch(`http://127.0.0.1:${this.#ports.metrics}/metrics`);
    const metrics = await response.text();
    return {
      accepted: sumOf(metrics, 'otelcol_receiver_accepted_(?:spans|log_records)'),
      refused: sumOf(metrics, 'otelcol_receiver_(?:refused|failed)_(?:spans|log_records)'),
    };
  }

  /** Each span id, and how many times it was taken. */
  async ids() {
    const ids = new Map();
    for await (const line of createInterface({ input: createReadStream(this.#spansFile) })) {
      const id = /^ {4}ID {13}: ([0-9a-f]{16})$/.exec(line)?.[1];
      if (id !== undefined) ids.set(id, (ids.get(id) ?? 0) + 1);
    }
    return ids;
  }
}

/** Waits until nothing more arrives at a receiver that should have had so many; gives what it counts then. */
export async function settledCounts(receiver, expected) {
  let counts = await receiver.counts();
  for (let tries = 0; counts.accepted < expected && tries < 20; tries += 1) {
    await delay(50);
    counts = await receiver.counts();
  }
  return counts;
}

function sumOf(metrics, name) {
  const lines = metrics.matchAll(new RegExp(`^${name}(?:_total)?(?:\\{[^\\n]*\\})? (\\S+)$`, 'gm'));
  return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function isListening(port) {
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
