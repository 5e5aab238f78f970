import { parseArgs } from 'node:util';
import { seededRandom } from '../redaction/random.mjs';
import { moveToLoadCore } from '../support/pinning.mjs';
import { RECORDED, writeScalePage } from './page.mjs';
import { PARTS } from './parts/index.mjs';
import { QUICK, WHOLE } from './plans.mjs';
import { printPiece } from './print.mjs';
import { hasPiece, recordPiece } from './record.mjs';

/**
 * What the module costs an app that is large, busy or long-lived. `--only` chooses parts or pieces of them, with commas
 * between (`growth`, `growth/bytes-express`); `--list` names them all. Each piece is recorded as soon as it is measured: in
 * docs/proof/scale.json, on docs/scale.md and in its charts with `--update`, in FILE with `--json FILE`. A run can be made in
 * several: `--resume` leaves out the pieces that are recorded, `--minutes N` begins none after that time. `--rounds N` and
 * `--records N` change how much is measured; `--quick` tells within a minute or two whether all of it runs.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    json: { type: 'string' },
    update: { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
    minutes: { type: 'string', default: 'Infinity' },
    rounds: { type: 'string' },
    records: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
if (values.quick && values.update) throw new Error('--update records whole runs: leave --quick away');
const plan = planned(values.quick ? QUICK : WHOLE);
const pieces = Object.entries(PARTS).flatMap(([part, { pieces: piecesOf }]) =>
  piecesOf(plan).map((piece) => ({ ...piece, part, id: `${part}/${piece.id}` })),
);
const files = [values.json, values.update ? RECORDED : undefined].filter(Boolean);
if (values.list) for (const { id } of pieces) console.log(id);
else await measure(chosen());

async function measure(list) {
  moveToLoadCore();
  const lastStartMs = performance.now() + Number(values.minutes) * 60_000;
  for (const { id, part, measure: measurePiece } of list) {
    if (values.resume && files.length > 0 && files.every((file) => hasPiece(file, id))) continue;
    const startedAtMs = performance.now();
    if (startedAtMs > lastStartMs) return;
    const figures = await measurePiece(seededRandom(Number(values.seed)));
    const seconds = Math.round((performance.now() - startedAtMs) / 1000);
    printPiece({ id, part, figures, seconds });
    for (const file of files) recordPiece(file, { id, figures, seconds, seed: Number(values.seed) });
    if (values.update) await writeScalePage();
  }
}

function chosen() {
  if (values.only === undefined) return pieces;
  return values.only.split(',').flatMap((name) => {
    const found = pieces.filter(({ id, part }) => id === name || part === name);
    if (found.length > 0) return found;
    throw new Error(`--only: expected parts (${Object.keys(PARTS).join(', ')}) or pieces, got ${name}`);
  });
}

function planned(given) {
  const rounds = values.rounds && { rounds: checkCount('rounds', values.rounds) };
  const parts = Object.entries(given).map(([part, of]) => [part, { ...of, ...rounds }]);
  const records = values.records && { records: checkCount('records', values.records) };
  return { ...Object.fromEntries(parts), day: { ...given.day, ...records } };
}

function checkCount(name, text) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--${name}: expected a number above 0, got ${text}`);
  return count;
}
