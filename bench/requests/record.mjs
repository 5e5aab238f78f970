import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Adds a piece to a file, in the place of an earlier one. */
export function recordPiece(file, { adapter, route, figures, plan }) {
  const record = readRecord(file);
  const { rounds, seconds, seed } = plan;
  record.pieces[`${adapter} ${route.id}`] = {
    rounds,
    seconds,
    seed,
    node: process.version,
    cpu: cpus()[0]?.model,
    figures,
  };
  writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
}

export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { version: 1, pieces: {} };
  }
}
