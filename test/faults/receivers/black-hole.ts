import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { until } from '../until.js';
import { isConnected } from './ports.js';

/** Listens with the smallest backlog, says where, and never gets to accept: it is halted at once. */
const LISTENER = `
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.send(server.address().port);
  });`;

/** A port of this machine on which no connection is ever made: nobody accepts, and the backlog is full. */
export class BlackHole {
  readonly url: string;
  readonly #listener: ChildProcess;
  readonly #fillers: Socket[];

  private constructor(port: number, listener: ChildProcess, fillers: Socket[]) {
    this.url = `http://127.0.0.1:${port}`;
    this.#listener = listener;
    this.#fillers = fillers;
  }

  static async start(): Promise<BlackHole> {
    const listener = spawn(process.execPath, ['-e', LISTENER], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const port = await new Promise<number>((resolve) =>
      listener.once('message', (message) => resolve(Number(message))),
    );
    listener.kill('SIGSTOP');
    const fillers: Socket[] = [];
    await until('the backlog to be full', async () => {
      const filler = connect(port, '127.0.0.1').on('error', () => {});
      fillers.push(filler);
      return !(await isConnected(filler, 300));
    });
    return new BlackHole(port, listener, fillers);
  }

  /** Nobody listens there any more. */
  close(): void {
    for (const filler of this.#fillers) filler.destroy();
    this.#listener.kill('SIGKILL');
  }
}
