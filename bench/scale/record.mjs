import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { root } from '../../scripts/run.mjs';
import { canPin } from '../support/pinning.mjs';
import { CPU_CLOCK } from '../support/usage.mjs';

/** Adds a piece to a file, in the place of an earlier one, with the machine it was measured on. */
export function recordPiece(file, { id, ...piece }) {
  const record = readRecord(file);
  const [cpu] = cpus();
  record.pieces[id] = {
    commit: commitOf(root),
    node: process.version,
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    isPinned: canPin,
    cpuClock: CPU_CLOCK,
    load: Number(loadavg()[0].toFixed(1)),
    ...piece,
  };
  writeFileSync(file, `${JSON.stringify(record, rounded, 2)}\n`);
}

export function hasPiece(file, id) {
  return readRecord(file).pieces[id] !== undefined;
}

export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { version: 1, pieces: {} };
  }
}

/** No figure here is exact to more than that. */
function rounded(_key, value) {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number(value.toPrecision(4));
}

/**
 * Pieces may be of several runs, and the package another one in each. Marked as dirty where anything but pages differs from
 * the commit: a run writes its own.
 */
function commitOf(folder) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const isDirty = git('status', '--porcelain', '--', ':!docs', ':!README.md') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isDirty ? '-dirty' : ''}`;
  } catch {
    return 'unknown';
  }
}
