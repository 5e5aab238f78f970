import { once } from 'node:events';
import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onMeasuredCore } from '../support/pinning.mjs';

const BOOT_MS = 60_000;
const running = new Set();

// One that is stopped would not notice that nobody is left to ask it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/** Starts a file beside this one as a process on the core of the load, and resolves to it and its first message. */
export async function startOnLoadCore(file) {
  const child = fork(pathOf(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return ready(child, file);
}

/** The same on the core of what is measured. */
export async function startMeasured(file, { env, nodeFlags = [] }) {
  const [command, args] = onMeasuredCore(process.execPath, [...nodeFlags, pathOf(file)]);
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  const child = spawn(command, args, { env: { ...process.env, NODE_ENV: 'production', ...env }, stdio });
  return ready(child, file);
}

export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function pathOf(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function ready(child, file) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return { child, first: await firstMessage(child, file) };
}

async function firstMessage(child, file) {
  const limit = AbortSignal.timeout(BOOT_MS);
  const exit = once(child, 'exit', { signal: limit }).then(([code, signal]) => {
    throw new Error(`${file} ended with ${code ?? signal} before it was ready`);
  });
  const [message] = await Promise.race([once(child, 'message', { signal: limit }), exit]);
  exit.catch(() => {});
  return message;
}
