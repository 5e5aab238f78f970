import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';

/** The Node that runs the apps: this one, or of a major that is asked for, from npm's packages of its binaries. */
export function nodeOf(major) {
  const path = major === undefined ? process.execPath : installed(major);
  return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim() };
}

function installed(major) {
  const { platform, arch } = process;
  const name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const folder = join(root, `.cache/bench-node-${major}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-save', '--prefer-offline', '--loglevel=error', `${name}@${major}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return join(folder, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
}
