import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from './run.mjs';

const PAGE = join(root, 'docs/redaction-proof.md');

/** Each part of the proof as Markdown, from what its run recorded. */
const RENDERERS = {
  compliance: complianceFigures,
  fuzz: fuzzFigures,
  mutation: mutationFigures,
  bench: benchFigures,
};

export function figuresOf(part, record) {
  return RENDERERS[part](record);
}

/** Replaces the figures of every part that is recorded, between its marks on the page. */
export async function writeFigures(recorded) {
  let page = readFileSync(PAGE, 'utf8');
  for (const part of Object.keys(RENDERERS)) {
    const [before, after] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
    const record = read(join(recorded, `${part}.json`));
    const [start, end] = [page.indexOf(before), page.indexOf(after)];
    if (record === undefined || start < 0 || end < 0) continue;
    page = `${page.slice(0, start + before.length)}\n\n${figuresOf(part, record)}\n\n${page.slice(end)}`;
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

function complianceFigures({ valid, invalid }) {
  return table(
    ['selectors of the suite', 'cases', 'as the RFC says'],
    [
      ['valid: exactly the selected locations are redacted', valid.cases, valid.passed],
      ['invalid: refused', invalid.cases, invalid.passed],
    ],
  );
}

function fuzzFigures({ seed, properties }) {
  const cases = properties.reduce((sum, property) => sum + property.cases, 0);
  const failures = properties.reduce((sum, property) => sum + property.failures, 0);
  return [
    `${number(cases)} generated cases, seed ${seed}, ${failures} failures:\n`,
    table(
      ['property', 'cases', 'failures'],
      properties
        .toSorted((left, right) => (left.name < right.name ? -1 : 1))
        .map((property) => [property.name, number(property.cases), property.failures]),
    ),
  ].join('\n');
}

function mutationFigures({ files, ...all }) {
  const folders = groupByFolder(files);
  const row = (name, { killed, timeout, survived, noCoverage }) => {
    const noticed = killed + timeout;
    const total = noticed + survived + noCoverage;
    return [name, number(total), number(noticed), percent(noticed, total)];
  };
  return table(
    ['changed', 'changes', 'noticed', 'score'],
    [...folders.map(([folder, sum]) => row(`\`${folder}\``, sum)), row('all', all)],
  );
}

function groupByFolder(files) {
  const folders = new Map();
  for (const [path, counts] of Object.entries(files)) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const sum = folders.get(folder) ?? { killed: 0, timeout: 0, survived: 0, noCoverage: 0 };
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    folders.set(folder, sum);
  }
  return [...folders].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function benchFigures({ node, cpu, seed, json, cap, walk, kinds, hostile }) {
  const bodies = [...new Set(json.map(({ body }) => body))];
  const perBody = bodies.map((body) => {
    const rows = json.filter((row) => row.body === body);
    const engines = [...new Set(rows.flatMap((row) => Object.keys(row.engines)))];
    return [
      `JSON of ${body}:\n`,
      table(
        ['rules', ...engines],
        rows.map((row) => [code(row.rules), ...engines.map((engine) => ratio(row.engines[engine]))]),
      ),
    ].join('\n');
  });
  return [
    `Node ${node}, ${cpu}, seed ${seed}. Times the cost of \`JSON.parse\` and \`JSON.stringify\` of the same body, median of the rounds, least and most in brackets:`,
    ...perBody,
    'The first 64 KB of a body of 2 MB, with defaults, to parsing and writing all of it:',
    table(
      ['rules', 'ratio'],
      cap.map(({ rules, ratio: of }) => [code(rules), ratio(of)]),
    ),
    'Values that never were bytes: the walk and `JSON.stringify`, to `JSON.stringify` alone:',
    table(
      ['value', 'rules', 'paths', 'paths and names'],
      walk.map((row) => [row.body, code(row.rules), ratio(row.paths), ratio(row['paths and names'])]),
    ),
    'Other kinds of body, as an exchange is captured, with defaults:',
    table(
      ['kind', 'bytes', 'ms', 'x JSON of 16 KB'],
      kinds.map(({ kind, byteLength, ms, ratio: of }) => [kind, number(byteLength), ratio(ms), ratio(of)]),
    ),
    'Hostile bodies of 64 KB, with defaults; the last column is the time of twice the size to that of the size:',
    table(
      ['family', 'ms', 't(2n) / t(n)'],
      hostile.map(({ family, ms, growth }) => [family, ratio(ms), ratio(growth)]),
    ),
  ].join('\n\n');
}

function ratio(figure) {
  if (figure === undefined) return '';
  const { median, min, max } = figure;
  return min === max ? short(median) : `${short(median)} (${short(min)}-${short(max)})`;
}

function short(value) {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}

function code(rules) {
  return rules.startsWith('$') ? `\`${rules}\`` : rules;
}

function percent(part, whole) {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}

function number(value) {
  return value.toLocaleString('en-US');
}

function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
