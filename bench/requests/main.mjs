import { seededRandom } from '../redaction/random.mjs';
import { measureBoots } from './boot-rounds.mjs';
import { nodeOf } from './node-binary.mjs';
import { readOptions } from './options.mjs';
import { writePages } from './page.mjs';
import { piecesOf } from './pieces.mjs';
import { moveToLoadCore } from '../support/pinning.mjs';
import { printPiece } from './print.mjs';
import { RECORDED, readRecord, recordPiece } from './record.mjs';
import { measureRoute } from './route-rounds.mjs';
import { setUpPeers } from './setup.mjs';

/** Exit code: all went well, and there is more to measure. */
const MORE = 2;

/**
 * What a request costs with each library, beside the bare app. `--variants`, `--routes` and `--adapters` choose, with commas
 * between; `--rounds`, `--seconds` and `--warmup` (seconds) say how long, and `--quick` takes less than a minute. `--node 22`
 * runs the apps on that Node.
 *
 * `--json FILE` adds what was measured to that file, piece by piece; `--update` to docs/proof/requests.json, and writes the
 * pages; `--page` writes them only. `--resume` leaves out what is recorded there of the same versions, and `--pieces N` ends
 * after so many, with the exit code 2 when there are others.
 */
const { adapters, routes, variants, plan, ...options } = readOptions();
const file = options.isUpdate ? RECORDED : options.json;
if (!options.isPageOnly) await measure();
if (options.isUpdate || options.isPageOnly) await writePages();

async function measure() {
  const subject = setUpPeers();
  const node = nodeOf(options.major);
  moveToLoadCore();
  const record = options.isResumed ? readRecord(file) : {};
  const pieces = piecesOf({ adapters, routes, variants }, { record, subject, node });
  for (const { route, ...piece } of pieces.slice(0, options.pieces)) {
    const measureRounds = route.request === undefined ? measureBoots : measureRoute;
    const random = seededRandom(plan.seed);
    const figures = await measureRounds({ ...plan, ...piece, route, random, node: node.path });
    printPiece({ adapter: piece.adapter, route, figures });
    if (file !== undefined)
      await recordPiece(file, { adapter: piece.adapter, route, figures, plan, subject, node });
  }
  if (pieces.length <= options.pieces) return;
  console.log(`\n${pieces.length - options.pieces} pieces to go`);
  process.exitCode = MORE;
}
