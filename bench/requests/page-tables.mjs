import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run.mjs';
import { bootCells, routeCells, withSpread } from './cells.mjs';
import { ratioOf, sumOf } from './figures.mjs';
import { table } from '../support/markdown.mjs';
import { roundsOf } from './record.mjs';
import { ROUTES } from './routes.mjs';
import { VARIANTS } from './variants/index.mjs';

const ADAPTERS = { express: 'Express', fastify: 'Fastify' };
const REQUESTS = ROUTES.filter(({ request }) => request !== undefined);
/** The README has these only. */
const MAIN_ROUTES = { 'get-small': 'small GET', post: 'POST', report: '256 KB' };
const MAIN_VARIANTS = VARIANTS.filter(({ id }) => !['bare', 'ours-defaults', 'ours-spool'].includes(id));

export function machineLine(record) {
  const cells = Object.values(record).flatMap(Object.values).flatMap(Object.values);
  const [{ cpu, cores, node }] = cells;
  const rounds = cells.map((cell) => roundsOf(cell).length);
  return `Node ${node}, ${cpu}, ${cores} cores; ${Math.min(...rounds)} to ${Math.max(...rounds)} rounds. Median, and least to most in brackets.`;
}

export function variantsTable(record) {
  return table(
    VARIANTS.filter(({ package: name }) => name !== undefined).map((variant) => ({
      library: variant.name,
      version: versionIn(record, variant),
      bodies: variant.bodies,
      'what to know': variant.note ?? '',
    })),
  );
}

/** Processor time of a request on each route, of what it is without a library. */
export function overview(record) {
  return Object.entries(ADAPTERS)
    .map(([adapter, title]) => {
      const routes = REQUESTS.filter(({ id }) => record[adapter]?.[id] !== undefined);
      const rows = VARIANTS.map((variant) => ({
        library: variant.name,
        ...Object.fromEntries(
          routes.map((route) => [route.title, cpuCell(record[adapter][route.id], variant)]),
        ),
      }));
      return `**${title}**, CPU a request, x the bare app:\n\n${table(rows)}`;
    })
    .join('\n\n');
}

export function detailedTables(record) {
  return Object.entries(ADAPTERS)
    .flatMap(([adapter, name]) =>
      ROUTES.filter(({ id }) => record[adapter]?.[id] !== undefined).map((route) => {
        const cellsOf = route.request === undefined ? bootCells : routeCells;
        const recorded = VARIANTS.filter(({ id }) => record[adapter][route.id][id] !== undefined);
        const rows = recorded.map((variant) => ({
          library: variant.name,
          ...cellsOf(roundsOf(record[adapter][route.id][variant.id])),
        }));
        return `### ${name}, ${route.title}\n\n${table(rows)}`;
      }),
    )
    .join('\n\n');
}

/** Medians only. */
export function compactTable(record) {
  const columns = Object.entries(ADAPTERS).flatMap(([adapter, name]) =>
    Object.entries(MAIN_ROUTES)
      .filter(([route]) => record[adapter]?.[route] !== undefined)
      .map(([route, title]) => ({ cells: record[adapter][route], title: `${name}, ${title}` })),
  );
  return table(
    MAIN_VARIANTS.map((variant) => ({
      'x the bare app': variant.name,
      bodies: variant.bodies,
      ...Object.fromEntries(columns.map(({ cells, title }) => [title, medianCell(cells, variant)])),
      delivered: deliveredCell(columns, variant),
    })),
  );
}

function cpuCell(cells, { id }) {
  return cells[id] === undefined ? '' : withSpread(ratioOf(roundsOf(cells[id]), 'cpuMicros'), 2);
}

function medianCell(cells, { id }) {
  return cells[id] === undefined ? '' : ratioOf(roundsOf(cells[id]), 'cpuMicros').median.toFixed(2);
}

function deliveredCell(columns, { id }) {
  const rounds = columns.flatMap(({ cells }) => (cells[id] === undefined ? [] : roundsOf(cells[id])));
  return rounds.length === 0
    ? ''
    : `${((sumOf(rounds, 'delivered') / sumOf(rounds, 'made')) * 100).toFixed(0)} %`;
}

function versionIn(record, { id, package: name }) {
  if (name === 'apitoolkit-nestjs')
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  const cells = Object.values(record).flatMap(Object.values);
  return cells.find((each) => each[id] !== undefined)?.[id].identity ?? '';
}
