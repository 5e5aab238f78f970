import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout: scripts work from any directory. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the checkout, its output shown, and resolves to its exit code. */
export function exitCodeOf(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/** Runs a command as above and ends this process with the same code when it fails. */
export async function run(command, args, options = {}) {
  const code = await exitCodeOf(command, args, options);
  if (code !== 0) {
    console.error(`failed with ${code}: ${[command, ...args].join(' ')}`);
    process.exit(code);
  }
}

/** Runs a development dependency by its file, without npx and its start-up time. */
export function runTool(file, args, options = {}) {
  return run(
    process.execPath,
    [fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url)), ...args],
    options,
  );
}
