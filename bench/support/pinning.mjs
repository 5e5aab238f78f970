import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** What is measured has a core for itself; the load and all receivers share another one. */
const MEASURED_CORE = '0';
const LOAD_CORE = '1';

export const canPin = cpus().length > 1 && hasTaskset();

/** What starts a command on the core of what is measured. */
export function onMeasuredCore(command, args) {
  return canPin ? ['taskset', ['-c', MEASURED_CORE, command, ...args]] : [command, args];
}

/** This process, and all that it starts by plain means from now on. */
export function moveToLoadCore() {
  if (canPin)
    execFileSync('taskset', ['-a', '-c', '-p', LOAD_CORE, String(process.pid)], { stdio: 'ignore' });
}

function hasTaskset() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
