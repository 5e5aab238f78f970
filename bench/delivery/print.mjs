import { printTable } from '../support/print-table.mjs';
import { RECEIVER_NAME } from './receiver.mjs';
import { tablesOf } from './tables.mjs';

export function printSections(results) {
  const { node, cpu, cores, quick } = results;
  console.log(`Node ${node}, ${cpu}, ${cores} cores, ${RECEIVER_NAME}${quick ? ', quick' : ''}`);
  for (const { title, rows } of tablesOf(results)) {
    console.log(`\n${title}\n`);
    printTable(rows);
  }
}
