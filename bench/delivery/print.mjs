import { RECEIVER_NAME } from './receiver.mjs';
import { tablesOf } from './tables.mjs';

export function printSections(results) {
  const { node, cpu, cores, quick } = results;
  console.log(`Node ${node}, ${cpu}, ${cores} cores, ${RECEIVER_NAME}${quick ? ', quick' : ''}`);
  for (const { title, rows } of tablesOf(results)) {
    const columns = Object.keys(rows[0] ?? {});
    const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
    const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
    console.log(`\n${title}\n`);
    for (const line of lines)
      console.log(
        line
          .map((text, column) => text.padEnd(widths[column]))
          .join('  ')
          .trimEnd(),
      );
  }
}
