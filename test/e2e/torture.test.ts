import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEST_MAJOR } from '../torture/app/neighbours.js';
import type { Adapter } from '../torture/app/torture-options.js';
import { type Cell, judge } from '../torture/check/cell.js';
import { see, type Sighting } from '../torture/check/sighting.js';
import { TwinPool } from '../torture/check/twin-pool.js';
import { kinds } from '../torture/kinds/index.js';
import { absence, type Kind, type Major } from '../torture/kinds/kind.js';

const ADAPTERS: readonly Adapter[] = ['express', 'fastify'];
const MAJOR: Major = NEST_MAJOR === '10' || NEST_MAJOR === '11' ? NEST_MAJOR : '12';

const bareSightings = new Map<string, Promise<Sighting>>();
const modulePool = new TwinPool(true);
const cells: Cell[] = [];

// All of it before the module is mounted anywhere: it observes filter classes, which apps of a process share.
beforeAll(async () => {
  const barePool = new TwinPool(false);
  for (const adapter of ADAPTERS) {
    for (const kind of kinds.filter((each) => absence(each, adapter, MAJOR) === undefined)) {
      const sighting = see(kind, await barePool.twin(adapter, kind.app ?? {}));
      bareSightings.set(`${adapter} ${kind.name}`, sighting);
      // One after the other; what failed fails the test of its kind.
      await sighting.catch(() => undefined);
    }
  }
  await barePool.close();
}, 300_000);

afterAll(async () => {
  await modulePool.close();
  const folder = process.env['TORTURE_RESULTS'];
  if (folder !== undefined) writeFileSync(join(folder, `nest-${MAJOR}.json`), JSON.stringify(cells));
}, 60_000);

describe.each(ADAPTERS)('on %s', (adapter) => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'leaves one true record and no trace: %s',
    async (_, kind) => {
      const cell = await cellOf(kind, adapter);

      cells.push(cell);
      expect(cell.problems).toEqual([]);
    },
  );
});

async function cellOf(kind: Kind, adapter: Adapter): Promise<Cell> {
  const blank = { kind: kind.name, adapter, records: 0, isTwin: true, problems: [] };
  const absent = absence(kind, adapter, MAJOR);
  if (absent !== undefined) return { ...blank, absent };
  try {
    const bare = await bareSightings.get(`${adapter} ${kind.name}`);
    if (bare === undefined) throw new Error('the bare app was never asked');
    return await judge(kind, MAJOR, bare, await modulePool.twin(adapter, kind.app ?? {}));
  } catch (error) {
    return { ...blank, isTwin: false, problems: [String(error)] };
  }
}
