import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../../scripts/run.mjs';
import { tablesOf } from './tables.mjs';
import { table } from '../support/markdown.mjs';

const PAGE = join(root, 'docs/delivery-figures.md');

/** What is recorded in docs/proof/, as Markdown. */
const PARTS = {
  delivery: () => rendered('delivery', benchFigures),
  faults: faultFigures,
  'fuzz-delivery': () => rendered('fuzz-delivery', fuzzFigures),
};

/** Replaces the figures of every part that is recorded, between its marks on the page. */
export async function writeDeliveryPage() {
  let page = readFileSync(PAGE, 'utf8');
  for (const [part, render] of Object.entries(PARTS)) {
    const [before, after] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
    const [start, end] = [page.indexOf(before), page.indexOf(after)];
    const figures = render();
    if (figures === undefined || start < 0 || end < 0) continue;
    page = `${page.slice(0, start + before.length)}\n\n${figures}\n\n${page.slice(end)}`;
  }
  const options = await prettier.resolveConfig(PAGE);
  writeFileSync(PAGE, await prettier.format(page, { ...options, filepath: PAGE }));
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function rendered(name, render) {
  const record = read(join(root, `docs/proof/${name}.json`));
  return record === undefined ? undefined : render(record);
}

/** As they were printed. */
function faultFigures() {
  const folder = join(root, 'docs/proof/figures');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map((file) => read(join(folder, file)))
    .map(({ command, node, cpu, cores, load, output }) => {
      const fence = ['```', ...output, '```'].join('\n');
      const busy = load === undefined ? 'which others used as well' : `load ${load.toFixed(1)} when it began`;
      return `\`${command}\` (Node ${node}, ${cpu}, ${cores} cores, ${busy}):\n\n${fence}`;
    })
    .join('\n\n');
}

function benchFigures(results) {
  const { node, cpu, cores, ...parts } = results;
  const measured = Object.entries(parts).filter(([, part]) => part?.rows !== undefined);
  const runs = measured
    .map(
      ([part, { load, seed, receiver }]) => `${part} (load ${load.toFixed(1)}, seed ${seed}, to ${receiver})`,
    )
    .join(', ');
  return [
    `Node ${node}, ${cpu}, ${cores} cores, which others may have used as well: ${runs}. The load is the one when the part began. Median of the rounds, least and most in brackets.`,
    ...tablesOf(results).map(({ title, rows }) => `${title}:\n\n${table(rows)}`),
  ].join('\n\n');
}

function fuzzFigures({ cases, seed, seconds, receiver, failures, spans, logRecords, accepted, refused }) {
  return table([
    {
      'generated records': cases.toLocaleString('en-US'),
      seed,
      'not as they were': failures,
      'spans sent': spans.toLocaleString('en-US'),
      'log records sent': logRecords.toLocaleString('en-US'),
      [`accepted by ${receiver}`]: accepted.toLocaleString('en-US'),
      refused,
      seconds,
    },
  ]);
}
