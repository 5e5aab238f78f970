import { tablesOf } from './tables.mjs';

export function printPiece({ id, part, figures, seconds }) {
  console.log(`\n${id} (${seconds} s)\n`);
  const rows = tablesOf[part]([figures]);
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
