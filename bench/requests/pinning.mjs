import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Apps have a core for themselves; the load and all receivers share another one. */
const APP_CORE = '0';
const LOAD_CORE = '1';

export const canPin = cpus().length > 1 && hasTaskset();

/** What starts a command on the core of the apps. */
export function onAppCore(command, args) {
  return canPin ? ['taskset', ['-c', APP_CORE, command, ...args]] : [command, args];
}

/** This process, and all that it starts by plain means from now on. */
export function moveToLoadCore() {
  if (canPin) execFileSync('taskset', ['-a', '-c', '-p', LOAD_CORE, String(process.pid)]);
}

function hasTaskset() {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
