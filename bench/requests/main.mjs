import { parseArgs } from 'node:util';
import { seededRandom } from '../redaction/random.mjs';
import { measureBoots } from './boot-rounds.mjs';
import { nodeOf } from './node-binary.mjs';
import { writePages } from './page.mjs';
import { moveToLoadCore } from './pinning.mjs';
import { piecesOf } from './pieces.mjs';
import { printPiece } from './print.mjs';
import { RECORDED, readRecord, recordPiece } from './record.mjs';
import { measureRoute } from './route-rounds.mjs';
import { ROUTES } from './routes.mjs';
import { setUpPeers } from './setup.mjs';
import { VARIANTS } from './variants/index.mjs';

const ADAPTERS = ['express', 'fastify'];
const QUICK = {
  variants: 'bare,ours,pino,opentelemetry',
  routes: 'get-small',
  rounds: '1',
  seconds: '0.5',
  warmup: '1',
};
/** Exit code: all went well, and there is more to measure. */
const MORE = 2;

/**
 * What a request costs with each library, beside the bare app. `--variants`, `--routes` and `--adapters` choose, with commas
 * between; `--quick` takes less than a minute. `--json FILE` adds what was measured to that file, piece by piece; `--update`
 * to docs/proof/requests.json, and writes the pages. `--resume` leaves out what is recorded there of the same versions, and
 * `--pieces N` ends after so many, with the exit code 2 when there are others. `--node 22` runs the
 * apps on that Node; `--page` writes the pages only.
 */
const { values } = parseArgs({
  options: {
    variants: { type: 'string' },
    routes: { type: 'string' },
    adapters: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    warmup: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    update: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    pieces: { type: 'string', default: 'Infinity' },
    node: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});
const given = { rounds: '5', seconds: '1', warmup: '5', ...(values.quick ? QUICK : {}), ...values };
const [rounds, seconds, warmUpSeconds, seed, limit] = ['rounds', 'seconds', 'warmup', 'seed', 'pieces'].map(
  numberOf,
);
const file = values.update ? RECORDED : values.json;

if (values.page) await writePages();
else await measure();

async function measure() {
  const subject = setUpPeers();
  const node = nodeOf(values.node);
  moveToLoadCore();
  const record = values.resume ? readRecord(file) : undefined;
  const pieces = piecesOf(
    {
      adapters: chosen('adapters', ADAPTERS, (adapter) => adapter),
      routes: chosen('routes', ROUTES, ({ id }) => id),
      variants: chosen('variants', VARIANTS, ({ id }) => id),
    },
    { record, subject, node },
  );
  for (const { adapter, route, variants } of pieces.slice(0, limit)) {
    const plan = {
      adapter,
      route,
      variants,
      rounds,
      seconds,
      warmUpSeconds,
      random: seededRandom(seed),
      node: node.path,
    };
    const figures = await (route.request === undefined ? measureBoots(plan) : measureRoute(plan));
    printPiece({ adapter, route, figures });
    if (file !== undefined)
      await recordPiece(file, { adapter, route, figures, seconds, seed, subject, node });
  }
  if (values.update) await writePages();
  if (pieces.length > limit) {
    console.log(`\n${pieces.length - limit} pieces to go`);
    process.exitCode = MORE;
  }
}

function chosen(option, all, idOf) {
  if (given[option] === undefined) return all;
  return given[option].split(',').map((id) => {
    const found = all.find((each) => idOf(each) === id);
    if (found === undefined) throw new Error(`--${option}: expected ${all.map(idOf).join(', ')}; got ${id}`);
    return found;
  });
}

function numberOf(option) {
  const number = Number(given[option]);
  if (number > 0) return number;
  throw new Error(`--${option}: expected a number above 0, got ${given[option]}`);
}
