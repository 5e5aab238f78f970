import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('sending.mjs', import.meta.url));

/**
 * Runs a sender in a process of its own and resolves to what it measured; `on.warm` and `on.offered` are called as it
 * gets there.
 */
export function runSender(job, on = {}) {
  return new Promise((resolve, reject) => {
    const child = fork(FILE, [JSON.stringify(job)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let result;
    child.on('message', ({ kind, ...figures }) => {
      if (kind === 'done') result = figures;
      else on[kind]?.();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`${job.sender} ended with code ${code} before it was done`));
      else resolve(result);
    });
  });
}
