import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';
import { versionOf } from './setup.mjs';
import { variantOf } from './variants/index.mjs';

export const RECORDED = join(root, 'docs/proof/requests.json');

/**
 * Adds a piece to a file, each variant in the place of what was recorded of it. With every round stands that of the bare app,
 * so that variants of different pieces can be compared by their ratios to it.
 */
export function recordPiece(file, { adapter, route, figures, seconds, seed, subject }) {
  const record = readRecord(file);
  const cells = ((record[adapter] ??= {})[route.id] ??= {});
  for (const [id, rounds] of Object.entries(figures))
    cells[id] = {
      ...machine(),
      identity: identityOf(variantOf(id), subject),
      seconds,
      seed,
      rounds: rounds.map((each, round) => shortened({ ...each, bare: figures.bare?.[round] })),
    };
  writeFileSync(file, `${JSON.stringify(record, undefined, 1)}\n`);
}

export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Which code was measured: a version, or, of ours, the very files. */
export function identityOf({ package: name }, subject) {
  if (name === undefined) return 'bare';
  return name === 'apitoolkit-nestjs' ? subject : versionOf(name);
}

export function isRecorded(record, { adapter, route, variant, identity }) {
  const cell = record?.[adapter]?.[route.id]?.[variant.id];
  return cell?.identity === identity && cell.node === process.version;
}

function machine() {
  return { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
}

function shortened(figures) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value && shortened(value),
    ]),
  );
}
