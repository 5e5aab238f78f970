import { parseArgs } from 'node:util';
import { seededRandom } from '../redaction/random.mjs';
import { measurePiece } from './piece.mjs';
import { moveToLoadCore } from './pinning.mjs';
import { printPiece } from './print.mjs';
import { recordPiece } from './record.mjs';
import { ROUTES } from './routes.mjs';
import { setUpPeers } from './setup.mjs';
import { VARIANTS } from './variants/index.mjs';

const ADAPTERS = ['express', 'fastify'];

/**
 * What a request costs with each library, beside the bare app. `--variants`, `--routes` and `--adapters` choose, with commas
 * between; `--json FILE` adds what was measured to that file, piece by piece (a route on an adapter).
 */
const { values } = parseArgs({
  options: {
    variants: { type: 'string' },
    routes: { type: 'string' },
    adapters: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1.5' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    json: { type: 'string' },
  },
});
const adapters = chosen('adapters', ADAPTERS, (adapter) => adapter);
const routes = chosen('routes', ROUTES, ({ id }) => id);
const variants = chosen('variants', VARIANTS, ({ id }) => id);
const { json, ...plan } = {
  ...values,
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  seed: Number(values.seed),
};

setUpPeers();
moveToLoadCore();
for (const adapter of adapters) {
  for (const route of routes) {
    const random = seededRandom(plan.seed);
    const figures = await measurePiece({ ...plan, adapter, route, variants, random, node: process.execPath });
    printPiece({ adapter, route, figures });
    if (json !== undefined) recordPiece(json, { adapter, route, figures, plan });
  }
}

function chosen(option, all, idOf) {
  if (values[option] === undefined) return all;
  return values[option].split(',').map((id) => {
    const found = all.find((each) => idOf(each) === id);
    if (found === undefined) throw new Error(`--${option}: expected ${all.map(idOf).join(', ')}; got ${id}`);
    return found;
  });
}
