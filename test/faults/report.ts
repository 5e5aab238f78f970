import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './row.js';

export interface Outcome {
  readonly row: Row;
  readonly verdict: 'ok' | 'RED' | 'skipped';
  readonly seen: string;
  readonly seconds: number;
}

/** As soon as it is known. */
export function printOutcome({ row, verdict, seen, seconds }: Outcome): void {
  console.log(
    `${row.id.padEnd(5)} ${verdict.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${firstLine(seen)}`,
  );
}

export function printTable(outcomes: readonly Outcome[]): void {
  const table = [
    ['row', 'fault', 'what was seen', '', 'seconds'],
    ...outcomes.map(({ row, seen, verdict, seconds }) => [
      row.id,
      row.fault,
      cut(firstLine(seen), 110),
      verdict,
      seconds.toFixed(1),
    ]),
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  console.log();
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}

const PAGE = join(process.cwd(), 'docs/faults.md');

/** The table for the docs. Of rows that were not run, it says what it said before. */
export function writePage(outcomes: readonly Outcome[]): void {
  const known = existsSync(PAGE) ? linesByRow(readFileSync(PAGE, 'utf8')) : new Map<string, string>();
  for (const { row, verdict, seen } of outcomes) {
    const said = `${verdict === 'ok' ? '' : `**${verdict}:** `}${firstLine(seen)}`;
    known.set(row.id, tableLine([row.id, row.fault, row.required, said]));
  }
  const page = [
    '# What goes wrong, and what happens then',
    '',
    'Each row is one fault, made to happen to an app in a process of its own, with real sockets, files and signals. Made by',
    '`npm run faults -- --update`; `npm run faults` makes it anew, prints it and fails where a row is red. While the fault lasts, the app',
    'must answer as its twin without the module does; at the end, what the app acknowledged must have arrived or be counted as dropped.',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    tableLine(['row', 'fault', 'required', 'seen']),
    tableLine(['---', '---', '---', '---']),
    ...known.values(),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ];
  writeFileSync(PAGE, page.join('\n'));
}

/** The lines of the page's table, by the name of their row. */
function linesByRow(page: string): Map<string, string> {
  const lines = page.split('\n').filter((line) => /^\| [A-Z]\d/.test(line));
  return new Map(lines.map((line) => [line.split(' ')[1] ?? '', line]));
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
