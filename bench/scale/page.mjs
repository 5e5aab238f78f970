import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../../scripts/run.mjs';
import { chartsOf } from './plots/charts.mjs';
import { PARTS } from './parts/index.mjs';
import { readRecord } from './record.mjs';
import { tablesOf } from './tables.mjs';
import { table } from '../support/markdown.mjs';

export const RECORDED = join(root, 'docs/proof/scale.json');
const PAGE = join(root, 'docs/scale.md');
const IMAGES = join(root, 'docs/images');

/** Draws what is recorded, and replaces the charts and tables of every part that is, between its marks on the page. */
export async function writeScalePage() {
  const { pieces } = readRecord(RECORDED);
  mkdirSync(IMAGES, { recursive: true });
  const charts = chartsOf(pieces);
  for (const { file, svg } of charts) writeFileSync(join(IMAGES, file), `${svg}\n`);
  let page = readFileSync(PAGE, 'utf8');
  for (const part of Object.keys(PARTS)) page = withFigures(page, part, sectionOf(part, pieces, charts));
  const options = await prettier.resolveConfig(PAGE);
  writeFileSync(PAGE, await prettier.format(page, { ...options, filepath: PAGE }));
}

function withFigures(page, part, figures) {
  const [before, after] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const [start, stop] = [page.indexOf(before), page.indexOf(after)];
  if (figures === undefined || start < 0 || stop < 0) return page;
  return `${page.slice(0, start + before.length)}\n\n${figures}\n\n${page.slice(stop)}`;
}

/** Its charts, and a table for each shape that rows have: those of the growth have a heading of their own dimension. */
function sectionOf(part, pieces, charts) {
  const found = Object.entries(pieces).filter(([id]) => id.startsWith(`${part}/`));
  if (found.length === 0) return undefined;
  const rows = tablesOf[part](found.map(([, { figures }]) => figures));
  const tables = [...groupBy(rows, (row) => Object.keys(row).join('|')).values()].map(table);
  const images = charts
    .filter((chart) => chart.part === part)
    .map(({ title, file }) => `![${title}](images/${file})`);
  return [...images, ...tables, machineOf(found)].join('\n\n');
}

/** Node 20 has no Map.groupBy. */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function machineOf(found) {
  const [, { node, cpu, cores, isPinned, cpuClock }] = found[0];
  const loads = found.map(
    ([id, { load, seconds, seed, commit }]) =>
      `${id} (commit ${commit}, load ${load}, ${seconds} s, seed ${seed})`,
  );
  const pinning = isPinned ? 'apps on one core, load and receivers on another' : 'nothing pinned';
  return `Node ${node}, ${cpu}, ${cores} cores, ${pinning}, processor time from ${cpuClock}. ${loads.join(', ')}; the load is the one when the piece ended.`;
}
