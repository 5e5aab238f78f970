import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { root } from './run.mjs';

/**
 * What a run of Stryker found: `{ score, killed, timeout, survived, noCoverage, files: { [path]: the same five },
 * unnoticed: ["path: code => code"] }`. No dates, lines or times: it changes only with what it tells.
 */
export function summarise(mutants) {
  const paths = [...new Set(mutants.map(pathOf))].toSorted();
  return {
    ...count(mutants),
    files: Object.fromEntries(
      paths.map((path) => [path, count(mutants.filter((mutant) => pathOf(mutant) === path))]),
    ),
    unnoticed: mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(describe)
      .toSorted(),
  };
}

function count(mutants) {
  const having = (wanted) => mutants.filter(({ status }) => status === wanted).length;
  const [killed, timeout] = [having('Killed'), having('Timeout')];
  const [survived, noCoverage] = [having('Survived'), having('NoCoverage')];
  const noticed = killed + timeout;
  // A mutant that does not load at all says nothing about the tests.
  const valid = noticed + survived + noCoverage;
  const score = valid === 0 ? 100 : Math.floor((noticed / valid) * 10_000) / 100;
  return { score, killed, timeout, survived, noCoverage };
}

/** The change in one line. Stryker's locations count from 1. */
function describe(mutant) {
  const { start, end } = mutant.location;
  const lines = readFileSync(mutant.fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  return `${pathOf(mutant)}: ${oneLine(lines.join('\n'))} => ${oneLine(mutant.replacement)}`;
}

function pathOf({ fileName }) {
  return relative(root, fileName).split(sep).join('/');
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}
