import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const AT_A_TIME = 4;

export interface Fleet {
  /** What all of them hold. */
  queued(): Promise<number>;
  dispose(): Promise<void>;
}

/** So many processes with a module each, which report five errors a second to the same receiver. */
export async function startFleet(endpoint: string, size: number): Promise<Fleet> {
  const children: ChildProcess[] = [];
  while (children.length < size) {
    const few = Array.from({ length: Math.min(AT_A_TIME, size - children.length) }, () => start(endpoint));
    children.push(...few);
    await Promise.all(few.map((child) => once(child, 'message')));
  }
  return {
    async queued() {
      const counts = children.map(async (child) => {
        const answer = once(child, 'message');
        child.send('status');
        return Number((await answer)[0]);
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
    async dispose() {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    },
  };
}

function start(endpoint: string): ChildProcess {
  const file = fileURLToPath(new URL('../app/light.js', import.meta.url));
  return fork(file, {
    env: { PATH: process.env['PATH'], FAULT_ENDPOINT: endpoint },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
