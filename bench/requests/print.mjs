import { bootCells, routeCells } from './cells.mjs';

export function printPiece({ adapter, route, figures }) {
  const cellsOf = route.request === undefined ? bootCells : routeCells;
  const rows = Object.entries(figures).map(([id, rounds]) => ({
    variant: id,
    ...cellsOf(rounds.map((each, round) => ({ ...each, bare: figures.bare?.[round] }))),
  }));
  console.log(`\n${adapter}, ${route.title}\n`);
  printTable(rows);
}

function printTable(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const cells = line.map((text, column) => text.padEnd(widths[column]));
    console.log(cells.join('  ').trimEnd());
  }
}
