import type { Row } from '../row.js';
import { answers } from './answers.js';
import { backpressure } from './backpressure.js';
import { clocks } from './clocks.js';
import { connections } from './connections.js';
import { contents } from './contents.js';
import { covered } from './covered.js';
import { endings } from './endings.js';
import { hooks } from './hooks.js';
import { inspector } from './inspector.js';
import { lifetimes } from './lifetimes.js';
import { outages } from './outages.js';
import { refusals } from './refusals.js';
import { resources } from './resources.js';
import { secureConnections } from './secure-connections.js';
import { spool } from './spool.js';

const unordered: readonly Row[] = [
  ...outages,
  ...answers,
  ...backpressure,
  ...connections,
  ...secureConnections,
  ...refusals,
  ...endings,
  ...spool,
  ...clocks,
  ...resources,
  ...hooks,
  ...contents,
  ...lifetimes,
  ...covered,
  ...inspector,
];

const FAMILIES = 'DPBHS';

/** In the order of the catalogue. */
export const rows: readonly Row[] = unordered.toSorted((one, other) => {
  const byFamily = FAMILIES.indexOf(one.id[0] ?? '') - FAMILIES.indexOf(other.id[0] ?? '');
  return byFamily || numberOf(one) - numberOf(other) || one.id.localeCompare(other.id);
});

function numberOf({ id }: Row): number {
  return Number(/\d+/.exec(id)?.[0] ?? 0);
}
