import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ask } from './questions.mjs';

/** The kernel's own accounting in nanoseconds, of all threads; where there is none, what Node says of itself. */
export const CPU_CLOCK = existsSync('/proc/self/task') && hasSchedstat() ? 'schedstat' : 'process.cpuUsage()';

export async function cpuMicrosOf(child) {
  if (CPU_CLOCK === 'schedstat') return schedstatMicros(child.pid);
  return (await ask(child, 'usage')).cpuMicros;
}

export async function rssMbOf(child) {
  return (await ask(child, 'usage')).rssBytes / 1024 ** 2;
}

function schedstatMicros(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + nanosOf(`/proc/${pid}/task/${thread}`), 0) / 1000;
}

function nanosOf(folder) {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    // A thread that has ended.
    return 0;
  }
}

function hasSchedstat() {
  return nanosOf('/proc/self') > 0;
}
