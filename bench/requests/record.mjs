import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../../scripts/run.mjs';
import { versionOf } from './setup.mjs';
import { variantOf } from './variants/index.mjs';

export const RECORDED = join(root, 'docs/proof/requests.json');

/**
 * Adds a piece to a file, each variant in the place of what was recorded of it. With every round stands that of the bare app,
 * so that variants of different pieces can be compared by their ratios to it.
 */
export async function recordPiece(file, { adapter, route, figures, plan, subject, node }) {
  const record = readRecord(file);
  const cells = ((record[adapter] ??= {})[route.id] ??= {});
  for (const [id, rounds] of Object.entries(figures))
    cells[id] = {
      ...machine(),
      node: node.version,
      identity: identityOf(variantOf(id), subject),
      seconds: plan.seconds,
      warmUpSeconds: plan.warmUpSeconds,
      seed: plan.seed,
      rounds: columnsOf(rounds),
      bare: columnsOf(figures.bare ?? []),
    };
  writeFileSync(file, await prettier.format(JSON.stringify(record), { parser: 'json', printWidth: 110 }));
}

/** The rounds of a recorded variant, each with that of the bare app. */
export function roundsOf({ rounds, bare }) {
  const bareRounds = rowsOf(bare);
  return rowsOf(rounds).map((figures, round) => ({ ...figures, bare: bareRounds[round] }));
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

export function isRecorded(record, { adapter, route, variant, identity, node }) {
  const cell = record[adapter]?.[route.id]?.[variant.id];
  return cell?.identity === identity && cell.node === node.version;
}

function machine() {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
}

/** A list for each figure is a tenth as long as a figure for each round. */
function columnsOf(rounds) {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, rounds.map((figures) => Number(figures[name].toPrecision(4)))]),
  );
}

function rowsOf(columns) {
  const [some = []] = Object.values(columns);
  return some.map((_, round) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[round]])),
  );
}
