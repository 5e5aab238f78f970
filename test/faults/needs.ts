import { spawnSync } from 'node:child_process';
import { OTELCOL } from '../support/collector.js';
import type { Need } from './row.js';

/** Why a row with these needs cannot run here. */
export function unmet(needs: readonly Need[]): string | undefined {
  return needs.map((need) => REASONS[need]()).find((reason) => reason !== undefined);
}

const REASONS: Readonly<Record<Need, () => string | undefined>> = {
  otelcol: () => (OTELCOL === undefined ? 'OTELCOL names no Collector' : undefined),
  linux: () => (process.platform === 'linux' ? undefined : `not on ${process.platform}`),
  root: () => (process.getuid?.() === 0 ? undefined : 'needs root'),
  strace: () => (spawnSync('strace', ['-V']).status === 0 ? undefined : 'needs strace'),
};
