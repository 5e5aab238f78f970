import { readdirSync, readFileSync } from 'node:fs';
import { ask } from './questions.mjs';

/** The kernel's own accounting, in nanoseconds; where there is none, what Node says of itself. */
export const CPU_CLOCK = nanosOf('/proc/self') > 0 ? 'schedstat' : 'process.cpuUsage()';

/** Processor time of a child process so far, of all its threads. */
export async function cpuMicrosOf(child) {
  if (CPU_CLOCK !== 'schedstat') return (await ask(child, 'usage')).cpuMicros;
  const threads = readdirSync(`/proc/${child.pid}/task`);
  return threads.reduce((sum, thread) => sum + nanosOf(`/proc/${child.pid}/task/${thread}`), 0) / 1000;
}

export async function rssMbOf(child) {
  return (await ask(child, 'usage')).rssBytes / 1024 ** 2;
}

/** What a child answers to `usage`. */
export function ownUsage() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { cpuMicros: user + system, rssBytes: rss, heapBytes: heapUsed, externalBytes: external };
}

function nanosOf(folder) {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    // A thread that has ended, or a system without it.
    return 0;
  }
}
